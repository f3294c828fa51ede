import { define, defineTree } from "./define-vocabulary.ts";

// The lists of the registration record (登记表). They stand apart from those of the market, which every page loads:
// these are long, and only the record's own form and page ask for them, over the API.

const REGISTRATION_RULES = "技术合同认定登记管理办法 (2026)";
const NATIONAL_SYSTEM = "全国技术合同网上登记系统; labels to be checked against its present edition";

/** Sub-types by the code of `contract-types` they stand under. */
export const contractSubtypes = defineTree(REGISTRATION_RULES, "2026-03-01", {
  development: [
    ["commissioned-development", "委托开发", "Commissioned development"],
    ["cooperative-development", "合作开发", "Cooperative development"],
  ],
  transfer: [
    ["patent-transfer", "专利权转让", "Transfer of a patent"],
    ["patent-application-transfer", "专利申请权转让", "Transfer of a right to apply for a patent"],
    ["secret-transfer", "技术秘密转让", "Transfer of a trade secret"],
    ["software-transfer", "计算机软件著作权转让", "Transfer of a software copyright"],
    ["plant-variety-transfer", "植物新品种权转让", "Transfer of a plant variety right"],
    ["layout-design-transfer", "集成电路布图设计专有权转让", "Transfer of a layout design right"],
    ["biomedicine-transfer", "生物、医药新品种权转让", "Transfer of a new biological or medical variety"],
  ],
  licensing: [
    ["patent-licence", "专利实施许可", "Patent licence"],
    ["secret-licence", "技术秘密使用许可", "Trade secret licence"],
    ["other-licence", "其他许可", "Other licence"],
  ],
  consulting: [["technology-consulting", "技术咨询", "Technology consulting"]],
  service: [
    ["general-service", "一般技术服务", "General technology service"],
    ["intermediary-service", "技术中介", "Technology intermediation"],
    ["training-service", "技术培训", "Technology training"],
  ],
});

export const paymentKinds = define(NATIONAL_SYSTEM, "2026-03-01", [
  ["lump-sum", "一次支付", "One payment"],
  ["instalments", "分期支付", "Instalments"],
  ["royalty", "提成支付", "Royalty"],
  ["entry-and-royalty", "提成加入门费", "Royalty with an entry fee"],
  ["other", "其他方式", "Another way"],
]);

/** 计划来源, a tree: who pays for the programme, and its best-known programmes. */
export const planSources = defineTree(NATIONAL_SYSTEM, "2026-03-01", {
  "": [
    ["national", "国家计划", "National programme"],
    ["ministry", "部门计划", "Ministry's programme"],
    ["province", "省、自治区、直辖市及计划单列市计划", "Programme of a province or separately planned city"],
    ["city", "地市县计划", "Programme of a city or county"],
    ["outside", "计划外", "Outside any programme"],
  ],
  national: [
    ["national-natural-science", "国家自然科学基金", "National Natural Science Foundation"],
    ["national-social-science", "国家社会科学基金", "National Social Science Fund"],
    ["national-major", "国家科技重大专项", "National science and technology major project"],
    ["national-key-rd", "国家重点研发计划", "National key research and development programme"],
    ["national-guidance-fund", "技术创新引导专项（基金）", "Innovation guidance fund"],
    ["national-bases", "基地和人才专项", "Bases and talents programme"],
    ["national-863", "国家高技术研究发展计划（863计划）", "863 programme"],
    ["national-973", "国家重点基础研究发展计划（973计划）", "973 programme"],
    ["national-support", "国家科技支撑计划", "National technology support programme"],
    ["national-torch", "火炬计划", "Torch programme"],
    ["national-spark", "星火计划", "Spark programme"],
    ["national-sme-fund", "科技型中小企业技术创新基金", "Innovation fund for small technology firms"],
    ["national-agri-transfer", "农业科技成果转化资金", "Agricultural results transfer fund"],
    ["national-other", "其他国家计划", "Another national programme"],
  ],
  ministry: [
    ["ministry-education", "教育部计划", "Ministry of Education"],
    ["ministry-industry", "工业和信息化部计划", "Ministry of Industry and Information Technology"],
    ["ministry-resources", "自然资源部计划", "Ministry of Natural Resources"],
    ["ministry-environment", "生态环境部计划", "Ministry of Ecology and Environment"],
    ["ministry-construction", "住房和城乡建设部计划", "Ministry of Housing and Construction"],
    ["ministry-transport", "交通运输部计划", "Ministry of Transport"],
    ["ministry-water", "水利部计划", "Ministry of Water Resources"],
    ["ministry-agriculture", "农业农村部计划", "Ministry of Agriculture"],
    ["ministry-health", "国家卫生健康委员会计划", "National Health Commission"],
    ["ministry-cas", "中国科学院计划", "Chinese Academy of Sciences"],
    ["ministry-defence", "国防科技计划", "Defence technology programme"],
    ["ministry-other", "其他部门计划", "Another ministry"],
  ],
  province: [
    ["province-natural-science", "省级自然科学基金", "Provincial natural science fund"],
    ["province-key-rd", "省级重点研发计划", "Provincial key research programme"],
    ["province-major", "省级重大科技创新工程", "Provincial major innovation project"],
    ["province-transfer", "省级科技成果转化专项", "Provincial results transfer programme"],
    ["province-separate-city", "计划单列市科技计划", "Programme of a separately planned city"],
    ["province-other", "其他省级计划", "Another provincial programme"],
  ],
  city: [
    ["city-prefecture", "地市科技计划", "Programme of a prefecture city"],
    ["city-county", "县（区）科技计划", "Programme of a county or district"],
  ],
});

/** 知识产权: the right the contract turns on. */
export const contractIp = define(NATIONAL_SYSTEM, "2026-03-01", [
  ["none", "未涉及知识产权", "No intellectual property"],
  ["secret", "技术秘密", "Trade secret"],
  ["invention", "发明专利", "Invention patent"],
  ["invention-application", "发明专利申请权", "Right to apply for an invention patent"],
  ["utility-model", "实用新型专利", "Utility model"],
  ["design", "外观设计专利", "Design patent"],
  ["software", "计算机软件著作权", "Software copyright"],
  ["other-copyright", "其他著作权", "Other copyright"],
  ["plant-variety", "植物新品种", "Plant variety"],
  ["layout-design", "集成电路布图设计", "Layout design of integrated circuits"],
  ["biomedicine", "生物、医药新品种", "New biological or medical variety"],
  ["trademark", "商标及其他标识", "Trade mark or other sign"],
  ["other", "其他知识产权", "Other intellectual property"],
]);

/** 技术领域, second level, by the code of `technology-areas` it stands under. */
export const technologySubareas = defineTree(NATIONAL_SYSTEM, "2026-03-01", {
  "electronics-information": [
    ["software", "计算机软件", "Software"],
    ["computers", "计算机及网络", "Computers and networks"],
    ["microelectronics", "微电子", "Microelectronics"],
    ["optoelectronics", "光电子", "Optoelectronics"],
    ["communication", "通信", "Communication"],
    ["broadcasting", "广播电视", "Broadcasting"],
    ["artificial-intelligence", "人工智能", "Artificial intelligence"],
    ["information-security", "信息安全", "Information security"],
    ["sensors-iot", "传感与物联网", "Sensors and internet of things"],
    ["electronics-other", "其他电子信息", "Other electronics and information"],
  ],
  aerospace: [
    ["aircraft", "航空器", "Aircraft"],
    ["aero-engines", "航空发动机", "Aero engines"],
    ["spacecraft", "航天器与运载", "Spacecraft and launchers"],
    ["navigation", "卫星应用与导航", "Satellite use and navigation"],
    ["aerospace-other", "其他航空航天", "Other aviation and aerospace"],
  ],
  "advanced-manufacturing": [
    ["industrial-control", "工业生产过程控制", "Industrial process control"],
    ["robots", "机器人与智能装备", "Robots and smart equipment"],
    ["cnc", "数控与精密加工", "Numerical control and precision machining"],
    ["instruments", "高性能仪器仪表", "Instruments"],
    ["laser-additive", "激光与增材制造", "Laser and additive manufacturing"],
    ["ocean-engineering", "船舶与海洋工程装备", "Ships and ocean engineering"],
    ["power-equipment", "电力与动力装备", "Power equipment"],
    ["manufacturing-other", "其他先进制造", "Other advanced manufacturing"],
  ],
  biomedicine: [
    ["chemical-drugs", "化学药物", "Chemical drugs"],
    ["biological-drugs", "生物制品与生物药物", "Biological products and drugs"],
    ["chinese-medicine", "中药与天然药物", "Chinese and natural medicine"],
    ["medical-devices", "医疗器械", "Medical devices"],
    ["diagnostics", "诊断试剂与检测", "Diagnostics"],
    ["bioprocess", "生物化工与发酵", "Bioprocess and fermentation"],
    ["biomedicine-other", "其他生物医药", "Other biomedicine"],
  ],
  "new-materials": [
    ["metals", "金属材料", "Metals"],
    ["inorganic", "无机非金属材料", "Inorganic materials"],
    ["polymers", "高分子材料", "Polymers"],
    ["fine-chemicals", "精细化学品", "Fine chemicals"],
    ["composites", "复合材料", "Composites"],
    ["nanomaterials", "纳米材料", "Nanomaterials"],
    ["materials-other", "其他新材料", "Other new materials"],
  ],
  "new-energy": [
    ["solar", "太阳能", "Solar energy"],
    ["wind", "风能", "Wind energy"],
    ["ocean-energy", "海洋能", "Ocean energy"],
    ["hydrogen", "氢能与燃料电池", "Hydrogen and fuel cells"],
    ["biomass", "生物质能", "Biomass energy"],
    ["storage", "储能与新型电池", "Storage and batteries"],
    ["energy-saving", "高效节能", "Energy saving"],
    ["energy-other", "其他新能源", "Other new energy"],
  ],
  environment: [
    ["water-treatment", "水污染防治", "Water treatment"],
    ["air", "大气污染防治", "Air pollution control"],
    ["solid-waste", "固体废弃物处理", "Solid waste"],
    ["monitoring", "环境监测", "Environmental monitoring"],
    ["ecology", "生态保护与修复", "Protection and repair of ecosystems"],
    ["resources", "资源综合利用", "Use of resources"],
    ["environment-other", "其他环境保护", "Other environmental protection"],
  ],
  nuclear: [
    ["nuclear-power", "核能发电", "Nuclear power"],
    ["isotopes", "同位素与辐射应用", "Isotopes and radiation"],
    ["nuclear-safety", "核安全与防护", "Nuclear safety"],
    ["nuclear-other", "其他核应用", "Other nuclear applications"],
  ],
  agriculture: [
    ["breeding", "良种选育", "Breeding"],
    ["cultivation", "种植与栽培", "Cultivation"],
    ["livestock", "畜禽养殖", "Livestock"],
    ["aquaculture", "水产养殖", "Aquaculture"],
    ["agro-processing", "农产品加工", "Processing of farm products"],
    ["farm-machinery", "农业机械与设施", "Farm machinery and facilities"],
    ["agriculture-other", "其他农业", "Other agriculture"],
  ],
  "modern-transport": [
    ["rail", "轨道交通", "Rail transit"],
    ["road-vehicles", "汽车与道路交通", "Vehicles and road transport"],
    ["shipping", "水路运输与港口", "Shipping and ports"],
    ["intelligent-transport", "智能交通", "Intelligent transport"],
    ["transport-other", "其他现代交通", "Other modern transport"],
  ],
  "urban-development": [
    ["construction", "建筑与市政工程", "Construction and municipal engineering"],
    ["smart-city", "智慧城市", "Smart city"],
    ["public-safety", "公共安全与防灾", "Public safety"],
    ["culture-education", "文化、教育与体育", "Culture, education and sport"],
    ["social-services", "社会服务", "Social services"],
    ["urban-other", "其他城市建设与社会发展", "Other urban and social development"],
  ],
});

/** 社会经济目标. */
export const socioEconomicObjectives = define(
  "GB/T 24450-2009, first level; labels to be checked",
  "2009-12-01",
  [
    ["01", "环境保护、生态建设及污染防治", "Environment, ecology and pollution control"],
    ["02", "能源生产、分配和合理利用", "Production, distribution and use of energy"],
    ["03", "卫生事业发展", "Health"],
    ["04", "教育事业发展", "Education"],
    ["05", "基础设施以及城市和农村规划", "Infrastructure, urban and rural planning"],
    ["06", "社会发展和社会服务", "Social development and services"],
    ["07", "地球和大气层的探索与利用", "Exploration and use of the earth and atmosphere"],
    ["08", "民用空间探测及开发", "Civil space"],
    ["09", "农林牧渔业发展", "Agriculture, forestry and fishery"],
    ["10", "工商业发展", "Industry and commerce"],
    ["11", "非定向研究", "Research without a set aim"],
    ["12", "其他民用目标", "Other civil objectives"],
    ["13", "国防", "Defence"],
  ],
);

const INDUSTRIES = "GB/T 4754-2017";
const INDUSTRIES_SINCE = "2017-10-01";

/** 国民经济行业, sections (门类). */
export const industrySections = define(INDUSTRIES, INDUSTRIES_SINCE, [
  ["A", "农、林、牧、渔业", "Agriculture, forestry, animal husbandry and fishery"],
  ["B", "采矿业", "Mining"],
  ["C", "制造业", "Manufacturing"],
  ["D", "电力、热力、燃气及水生产和供应业", "Supply of electricity, heat, gas and water"],
  ["E", "建筑业", "Construction"],
  ["F", "批发和零售业", "Wholesale and retail trade"],
  ["G", "交通运输、仓储和邮政业", "Transport, storage and post"],
  ["H", "住宿和餐饮业", "Hotels and catering"],
  ["I", "信息传输、软件和信息技术服务业", "Information transmission, software and IT services"],
  ["J", "金融业", "Finance"],
  ["K", "房地产业", "Real estate"],
  ["L", "租赁和商务服务业", "Leasing and business services"],
  ["M", "科学研究和技术服务业", "Scientific research and technical services"],
  ["N", "水利、环境和公共设施管理业", "Water, environment and public facilities"],
  ["O", "居民服务、修理和其他服务业", "Services to households, repair and others"],
  ["P", "教育", "Education"],
  ["Q", "卫生和社会工作", "Health and social work"],
  ["R", "文化、体育和娱乐业", "Culture, sports and entertainment"],
  ["S", "公共管理、社会保障和社会组织", "Public administration, social security and organisations"],
  ["T", "国际组织", "International organisations"],
]);

/** 国民经济行业, divisions (大类), by their section. */
export const industries = defineTree(INDUSTRIES, INDUSTRIES_SINCE, {
  A: [
    ["01", "农业", "Farming"],
    ["02", "林业", "Forestry"],
    ["03", "畜牧业", "Animal husbandry"],
    ["04", "渔业", "Fishery"],
    ["05", "农、林、牧、渔专业及辅助性活动", "Support for farming, forestry and fishery"],
  ],
  B: [
    ["06", "煤炭开采和洗选业", "Mining and washing of coal"],
    ["07", "石油和天然气开采业", "Extraction of oil and natural gas"],
    ["08", "黑色金属矿采选业", "Mining of ferrous metal ores"],
    ["09", "有色金属矿采选业", "Mining of non-ferrous metal ores"],
    ["10", "非金属矿采选业", "Mining of non-metal ores"],
    ["11", "开采专业及辅助性活动", "Support for mining"],
    ["12", "其他采矿业", "Other mining"],
  ],
  C: [
    ["13", "农副食品加工业", "Processing of farm and sideline food"],
    ["14", "食品制造业", "Food"],
    ["15", "酒、饮料和精制茶制造业", "Liquor, beverages and refined tea"],
    ["16", "烟草制品业", "Tobacco"],
    ["17", "纺织业", "Textiles"],
    ["18", "纺织服装、服饰业", "Clothing"],
    ["19", "皮革、毛皮、羽毛及其制品和制鞋业", "Leather, fur, feathers and shoes"],
    ["20", "木材加工和木、竹、藤、棕、草制品业", "Wood, bamboo, rattan and straw products"],
    ["21", "家具制造业", "Furniture"],
    ["22", "造纸和纸制品业", "Paper"],
    ["23", "印刷和记录媒介复制业", "Printing and recorded media"],
    ["24", "文教、工美、体育和娱乐用品制造业", "Goods for culture, education, sport and play"],
    ["25", "石油、煤炭及其他燃料加工业", "Processing of oil, coal and other fuels"],
    ["26", "化学原料和化学制品制造业", "Raw chemicals and chemical products"],
    ["27", "医药制造业", "Medicines"],
    ["28", "化学纤维制造业", "Chemical fibres"],
    ["29", "橡胶和塑料制品业", "Rubber and plastics"],
    ["30", "非金属矿物制品业", "Non-metallic mineral products"],
    ["31", "黑色金属冶炼和压延加工业", "Smelting and rolling of ferrous metals"],
    ["32", "有色金属冶炼和压延加工业", "Smelting and rolling of non-ferrous metals"],
    ["33", "金属制品业", "Metal products"],
    ["34", "通用设备制造业", "General equipment"],
    ["35", "专用设备制造业", "Special equipment"],
    ["36", "汽车制造业", "Motor vehicles"],
    [
      "37",
      "铁路、船舶、航空航天和其他运输设备制造业",
      "Rail, ships, aerospace and other transport equipment",
    ],
    ["38", "电气机械和器材制造业", "Electrical machinery and equipment"],
    ["39", "计算机、通信和其他电子设备制造业", "Computers, communication and other electronics"],
    ["40", "仪器仪表制造业", "Instruments"],
    ["41", "其他制造业", "Other manufacturing"],
    ["42", "废弃资源综合利用业", "Use of waste resources"],
    ["43", "金属制品、机械和设备修理业", "Repair of metal products and machinery"],
  ],
  D: [
    ["44", "电力、热力生产和供应业", "Electricity and heat"],
    ["45", "燃气生产和供应业", "Gas"],
    ["46", "水的生产和供应业", "Water"],
  ],
  E: [
    ["47", "房屋建筑业", "Construction of buildings"],
    ["48", "土木工程建筑业", "Civil engineering"],
    ["49", "建筑安装业", "Installation in buildings"],
    ["50", "建筑装饰、装修和其他建筑业", "Decoration and other construction"],
  ],
  F: [
    ["51", "批发业", "Wholesale"],
    ["52", "零售业", "Retail"],
  ],
  G: [
    ["53", "铁路运输业", "Rail transport"],
    ["54", "道路运输业", "Road transport"],
    ["55", "水上运输业", "Water transport"],
    ["56", "航空运输业", "Air transport"],
    ["57", "管道运输业", "Pipeline transport"],
    ["58", "多式联运和运输代理业", "Combined transport and forwarding"],
    ["59", "装卸搬运和仓储业", "Handling and storage"],
    ["60", "邮政业", "Post"],
  ],
  H: [
    ["61", "住宿业", "Hotels"],
    ["62", "餐饮业", "Catering"],
  ],
  I: [
    ["63", "电信、广播电视和卫星传输服务", "Telecommunication, broadcasting and satellite services"],
    ["64", "互联网和相关服务", "Internet and related services"],
    ["65", "软件和信息技术服务业", "Software and IT services"],
  ],
  J: [
    ["66", "货币金融服务", "Monetary and financial services"],
    ["67", "资本市场服务", "Capital market services"],
    ["68", "保险业", "Insurance"],
    ["69", "其他金融业", "Other finance"],
  ],
  K: [["70", "房地产业", "Real estate"]],
  L: [
    ["71", "租赁业", "Leasing"],
    ["72", "商务服务业", "Business services"],
  ],
  M: [
    ["73", "研究和试验发展", "Research and experimental development"],
    ["74", "专业技术服务业", "Professional technical services"],
    ["75", "科技推广和应用服务业", "Promotion and application of technology"],
  ],
  N: [
    ["76", "水利管理业", "Water management"],
    ["77", "生态保护和环境治理业", "Ecology and environment"],
    ["78", "公共设施管理业", "Public facilities"],
    ["79", "土地管理业", "Land management"],
  ],
  O: [
    ["80", "居民服务业", "Services to households"],
    ["81", "机动车、电子产品和日用产品修理业", "Repair of vehicles, electronics and household goods"],
    ["82", "其他服务业", "Other services"],
  ],
  P: [["83", "教育", "Education"]],
  Q: [
    ["84", "卫生", "Health"],
    ["85", "社会工作", "Social work"],
  ],
  R: [
    ["86", "新闻和出版业", "News and publishing"],
    ["87", "广播、电视、电影和录音制作业", "Radio, television, film and recording"],
    ["88", "文化艺术业", "Culture and arts"],
    ["89", "体育", "Sports"],
    ["90", "娱乐业", "Entertainment"],
  ],
  S: [
    ["91", "中国共产党机关", "Organs of the Communist Party of China"],
    ["92", "国家机构", "State organs"],
    ["93", "人民政协、民主党派", "People's Political Consultative Conference, democratic parties"],
    ["94", "社会保障", "Social security"],
    ["95", "群众团体、社会团体和其他成员组织", "Mass, social and other member organisations"],
    ["96", "基层群众自治组织及其他组织", "Grassroots self-government and other organisations"],
  ],
  T: [["97", "国际组织", "International organisations"]],
});

/** 单位性质: the national codes of what kind of body a party is. */
export const partyTypes = define(NATIONAL_SYSTEM, "2026-03-01", [
  ["010", "机关法人", "State organ"],
  ["020", "事业法人", "Public institution"],
  ["021", "科研机构", "Research institution", "020"],
  ["022", "高等院校", "University or college", "020"],
  ["023", "医疗卫生机构", "Medical institution", "020"],
  ["024", "其他事业法人", "Other public institution", "020"],
  ["030", "社团法人", "Association"],
  ["100", "内资企业", "Domestic enterprise"],
  ["110", "国有企业", "State-owned enterprise", "100"],
  ["120", "集体企业", "Collective enterprise", "100"],
  ["130", "股份合作企业", "Cooperative stock enterprise", "100"],
  ["140", "联营企业", "Joint operation", "100"],
  ["150", "有限责任公司", "Limited liability company", "100"],
  ["160", "股份有限公司", "Company limited by shares", "100"],
  ["170", "私营企业", "Private enterprise", "100"],
  ["190", "其他内资企业", "Other domestic enterprise", "100"],
  ["200", "港、澳、台商投资企业", "Enterprise with Hong Kong, Macao or Taiwan capital"],
  ["300", "外商投资企业", "Enterprise with foreign capital"],
  ["400", "个体经营", "Sole trader"],
  ["500", "境外机构", "Body outside China"],
  ["600", "自然人", "Natural person"],
  ["900", "其他组织", "Other organisation"],
]);

export const partyFlags = define(NATIONAL_SYSTEM, "2026-03-01", [
  ["transfer-agency", "技术转移机构", "Technology transfer agency"],
  ["research-body", "研发机构", "Research body"],
  ["converted-institute", "转制院所", "Institute turned enterprise"],
  ["high-tech-zone", "国家高新区内企业", "In a national high-tech zone"],
  ["high-tech-enterprise", "高新技术企业", "High-tech enterprise"],
  ["listed", "上市公司", "Listed company"],
]);

export const enterpriseScales = define("统计上大中小微型企业划分办法 (2017)", "2017-12-28", [
  ["large", "大型", "Large"],
  ["medium", "中型", "Medium"],
  ["small", "小型", "Small"],
  ["micro", "微型", "Micro"],
]);
