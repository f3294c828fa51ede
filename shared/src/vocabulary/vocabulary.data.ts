import { define, defineByLabel } from "./define-vocabulary.ts";

const CITY_PLAN = "青政字〔2024〕20号";
const REGISTRATION_RULES = "技术合同认定登记管理办法 (2026)";
const MARKET = "this market's own list";

export const fields = defineByLabel(CITY_PLAN, "2024-07-31", [
  ["智能家电", "Smart home appliances"],
  ["轨道交通装备", "Rail transit equipment"],
  ["集成电路", "Integrated circuits"],
  ["人工智能", "Artificial intelligence"],
  ["虚拟现实", "Virtual reality"],
  ["基因与细胞诊疗", "Gene and cell therapy"],
  ["深海极地装备", "Deep-sea and polar equipment"],
  ["船舶与海工装备", "Ships and offshore engineering"],
  ["海洋药物与生物制品", "Marine drugs and biological products"],
  ["海洋物联网", "Marine internet of things"],
  ["现代种业与农业", "Seed industry and agriculture"],
  ["新材料", "New materials"],
  ["新能源与氢能", "New energy and hydrogen"],
  ["化工橡胶", "Chemicals and rubber"],
  ["高端仪器", "Precision instruments"],
  ["环保水处理", "Environment and water treatment"],
  ["食品饮料", "Food and beverages"],
  ["医疗器械", "Medical devices"],
  ["纺织服装", "Textiles and clothing"],
]);

export const cooperation = defineByLabel(REGISTRATION_RULES, "2026-03-01", [
  ["技术开发", "Development"],
  ["技术转让", "Transfer"],
  ["技术许可", "Licensing"],
  ["技术咨询", "Consulting"],
  ["技术服务", "Service"],
  ["作价入股", "Equity contribution"],
]);

/** The city's ten districts, by the names used on the wire. */
export const districts = defineByLabel("GB/T 2260", "2020-01-01", [
  ["市南区", "Shinan"],
  ["市北区", "Shibei"],
  ["西海岸新区", "West Coast New Area"],
  ["崂山区", "Laoshan"],
  ["李沧区", "Licang"],
  ["城阳区", "Chengyang"],
  ["即墨区", "Jimo"],
  ["胶州市", "Jiaozhou"],
  ["平度市", "Pingdu"],
  ["莱西市", "Laixi"],
]);

/** Where a party outside the city may sit. 山东省 means the province outside Qingdao. */
export const regions = defineByLabel("GB/T 2260", "2020-01-01", [
  ["北京市", "Beijing"],
  ["天津市", "Tianjin"],
  ["河北省", "Hebei"],
  ["山西省", "Shanxi"],
  ["内蒙古自治区", "Inner Mongolia"],
  ["辽宁省", "Liaoning"],
  ["吉林省", "Jilin"],
  ["黑龙江省", "Heilongjiang"],
  ["上海市", "Shanghai"],
  ["江苏省", "Jiangsu"],
  ["浙江省", "Zhejiang"],
  ["安徽省", "Anhui"],
  ["福建省", "Fujian"],
  ["江西省", "Jiangxi"],
  ["山东省", "Shandong outside Qingdao"],
  ["河南省", "Henan"],
  ["湖北省", "Hubei"],
  ["湖南省", "Hunan"],
  ["广东省", "Guangdong"],
  ["广西壮族自治区", "Guangxi"],
  ["海南省", "Hainan"],
  ["重庆市", "Chongqing"],
  ["四川省", "Sichuan"],
  ["贵州省", "Guizhou"],
  ["云南省", "Yunnan"],
  ["西藏自治区", "Tibet"],
  ["陕西省", "Shaanxi"],
  ["甘肃省", "Gansu"],
  ["青海省", "Qinghai"],
  ["宁夏回族自治区", "Ningxia"],
  ["新疆维吾尔自治区", "Xinjiang"],
  ["香港特别行政区", "Hong Kong"],
  ["澳门特别行政区", "Macao"],
  ["台湾省", "Taiwan"],
  ["境外", "Outside China"],
]);

export const organisationKinds = define(MARKET, "2026-01-01", [
  ["enterprise", "企业", "Enterprise"],
  ["university", "高校", "University"],
  ["institute", "科研院所", "Research institute"],
  ["agency", "技术转移机构", "Technology transfer agency"],
]);

/** What a contract's party may be: an organisation of the market, or another kind from outside it. */
export const partyKinds = define(MARKET, "2026-01-01", [
  ["enterprise", "企业", "Enterprise"],
  ["university", "高校", "University"],
  ["institute", "科研院所", "Research institute"],
  ["agency", "技术转移机构", "Technology transfer agency"],
  ["service-point", "技术合同服务点", "Contract service point"],
  ["government", "机关", "Government body"],
  ["person", "自然人", "Natural person"],
  ["other", "其他组织", "Other organisation"],
]);

export const ipKinds = defineByLabel(REGISTRATION_RULES, "2026-03-01", [
  ["发明专利", "Invention patent"],
  ["实用新型", "Utility model"],
  ["外观设计", "Design patent"],
  ["软件著作权", "Software copyright"],
  ["技术秘密", "Trade secret"],
  ["集成电路布图设计", "Layout design of integrated circuits"],
  ["植物新品种", "Plant variety"],
]);

export const ipStatuses = define(MARKET, "2026-01-01", [
  ["granted", "授权", "Granted"],
  ["registered", "登记", "Registered"],
  ["pending", "申请中", "Pending"],
]);

export const contractTypes = define(REGISTRATION_RULES, "2026-03-01", [
  ["development", "技术开发", "Development"],
  ["transfer", "技术转让", "Transfer"],
  ["licensing", "技术许可", "Licensing"],
  ["consulting", "技术咨询", "Consulting"],
  ["service", "技术服务", "Service"],
]);

export const technologyAreas = define(REGISTRATION_RULES, "2026-03-01", [
  ["electronics-information", "电子信息", "Electronics and information"],
  ["aerospace", "航空航天", "Aviation and aerospace"],
  ["advanced-manufacturing", "先进制造", "Advanced manufacturing"],
  ["biomedicine", "生物医药和医疗器械", "Biomedicine and medical devices"],
  ["new-materials", "新材料及其应用", "New materials and their uses"],
  ["new-energy", "新能源与高效节能", "New energy and energy saving"],
  ["environment", "环境保护与资源综合利用", "Environment and use of resources"],
  ["nuclear", "核应用", "Nuclear applications"],
  ["agriculture", "农业", "Agriculture"],
  ["modern-transport", "现代交通", "Modern transport"],
  ["urban-development", "城市建设与社会发展", "Urban and social development"],
]);

export const declineReasons = define(MARKET, "2026-01-01", [
  ["immature", "成熟度不够", "Not mature enough"],
  ["unclear-advantage", "比现有技术优势不清", "Advantage over existing solutions unclear"],
  ["unclear-business", "商业路径不清", "Business path unclear"],
  ["unclear-text", "描述不清", "Text unclear"],
  ["technical-mismatch", "技术不对口", "Does not solve the problem"],
  ["not-in-focus", "不在当前方向", "Not a current priority"],
  ["has-partner", "已有合作方", "Already has a partner"],
  ["budget-mismatch", "预算不符", "Budget does not fit"],
  ["unclear-ip", "知识产权不清", "Intellectual property unclear"],
  ["district-mismatch", "地域不符", "Place does not fit"],
  ["other", "其他", "Other"],
]);

/** Grounds for returning or refusing a contract at registration. */
export const registrationGrounds = define(REGISTRATION_RULES, "2026-03-01", [
  ["unclear-parties", "合同主体不明确", "Parties unclear"],
  ["unclear-subject", "合同标的不明确", "Subject matter unclear"],
  ["unclear-price", "价款、报酬或使用费不明确", "Price or fee unclear"],
  ["unlawful", "非法垄断技术或侵害他人技术成果", "Unlawful monopoly or infringement"],
  ["missing-proof", "证明材料缺失或不符", "Proof missing or not matching"],
  ["name-seal-mismatch", "名称与印章不一致", "Name and seal differ"],
  ["not-technology", "不属于技术合同", "Not a technology contract"],
  ["duplicate", "重复登记", "Already registered"],
  ["other", "其他", "Other"],
]);

export const visibilities = define(MARKET, "2026-01-01", [
  ["public", "公开", "Everybody"],
  ["members", "登录用户", "Signed-in members"],
  ["brokers", "仅技术经纪人", "Brokers only"],
]);

export const roles = define(MARKET, "2026-01-01", [
  ["enterprise", "企业", "Enterprise"],
  ["institution", "高校院所", "Institution"],
  ["broker", "技术经纪人", "Broker"],
  ["official", "科技管理部门", "Official"],
  ["admin", "系统管理员", "Administrator"],
]);

/** 技术经纪人 by professional level. */
export const brokerLevels = define(MARKET, "2026-01-01", [
  ["junior", "初级", "Junior"],
  ["intermediate", "中级", "Intermediate"],
  ["senior", "高级", "Senior"],
]);

/** GB/T 22900, informative annex, in the common short wording; the code is the level. */
export const trlLevels = define("GB/T 22900", "2009-01-01", [
  ["1", "观察到基本原理", "Basic principles observed"],
  ["2", "形成技术概念或方案", "Technology concept formulated"],
  ["3", "关键功能得到分析或实验验证", "Key functions proven by analysis or experiment"],
  ["4", "部件在实验室环境中验证", "Components validated in the laboratory"],
  ["5", "部件在相关环境中验证", "Components validated in a relevant environment"],
  ["6", "系统样机在相关环境中演示", "System prototype demonstrated in a relevant environment"],
  ["7", "系统样机在实际环境中运行", "System prototype running in the real environment"],
  ["8", "实际系统完成并通过测试", "Actual system completed and tested"],
  ["9", "实际系统经任务运行考验", "Actual system proven in operation"],
]);

/**
 * The city's own scale of a result's maturity, which goes on beyond the product to what it earns. It stands beside
 * the national one; neither level is worked out from the other.
 */
export const cityMaturityLevels = define("青科资字〔2025〕2号", "2025-01-01", [
  ["1", "报告级", "Report"],
  ["2", "方案级", "Concept"],
  ["3", "仿真级", "Simulation"],
  ["4", "功能级", "Function"],
  ["5", "初样级", "First prototype"],
  ["6", "正样级", "Final prototype"],
  ["7", "环境级", "Operating environment"],
  ["8", "产品级", "Product"],
  ["9", "系统级", "System"],
  ["10", "销售级", "Sales"],
  ["11", "盈亏级", "Break-even"],
  ["12", "利润级", "Profit"],
  ["13", "回报级", "Return on investment"],
]);
