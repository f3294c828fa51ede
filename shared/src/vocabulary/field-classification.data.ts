import type { Industry, Objective, TechnologySubarea } from "./registration.schema.ts";
import type { Field, TechnologyArea } from "./vocabulary.schema.ts";

interface FieldClassification {
  techArea: TechnologyArea;
  techSubarea: TechnologySubarea;
  objective: Objective;
  industry: Industry;
  isMarine: boolean;
}

/**
 * What a contract of a field of the city's industry is in the national statistics as a rule: a proposal for the
 * registration record, to be corrected by who knows the contract. This market's own table.
 */
export const fieldClassifications: Record<Field, FieldClassification> = {
  智能家电: {
    techArea: "advanced-manufacturing",
    techSubarea: "manufacturing-other",
    objective: "10",
    industry: "38",
    isMarine: false,
  },
  轨道交通装备: {
    techArea: "modern-transport",
    techSubarea: "rail",
    objective: "10",
    industry: "37",
    isMarine: false,
  },
  集成电路: {
    techArea: "electronics-information",
    techSubarea: "microelectronics",
    objective: "10",
    industry: "39",
    isMarine: false,
  },
  人工智能: {
    techArea: "electronics-information",
    techSubarea: "artificial-intelligence",
    objective: "10",
    industry: "65",
    isMarine: false,
  },
  虚拟现实: {
    techArea: "electronics-information",
    techSubarea: "electronics-other",
    objective: "10",
    industry: "39",
    isMarine: false,
  },
  基因与细胞诊疗: {
    techArea: "biomedicine",
    techSubarea: "biological-drugs",
    objective: "03",
    industry: "27",
    isMarine: false,
  },
  深海极地装备: {
    techArea: "advanced-manufacturing",
    techSubarea: "ocean-engineering",
    objective: "07",
    industry: "37",
    isMarine: true,
  },
  船舶与海工装备: {
    techArea: "advanced-manufacturing",
    techSubarea: "ocean-engineering",
    objective: "10",
    industry: "37",
    isMarine: true,
  },
  海洋药物与生物制品: {
    techArea: "biomedicine",
    techSubarea: "biological-drugs",
    objective: "03",
    industry: "27",
    isMarine: true,
  },
  海洋物联网: {
    techArea: "electronics-information",
    techSubarea: "sensors-iot",
    objective: "07",
    industry: "39",
    isMarine: true,
  },
  现代种业与农业: {
    techArea: "agriculture",
    techSubarea: "breeding",
    objective: "09",
    industry: "01",
    isMarine: false,
  },
  新材料: {
    techArea: "new-materials",
    techSubarea: "materials-other",
    objective: "10",
    industry: "26",
    isMarine: false,
  },
  新能源与氢能: {
    techArea: "new-energy",
    techSubarea: "hydrogen",
    objective: "02",
    industry: "38",
    isMarine: false,
  },
  化工橡胶: {
    techArea: "new-materials",
    techSubarea: "polymers",
    objective: "10",
    industry: "29",
    isMarine: false,
  },
  高端仪器: {
    techArea: "advanced-manufacturing",
    techSubarea: "instruments",
    objective: "10",
    industry: "40",
    isMarine: false,
  },
  环保水处理: {
    techArea: "environment",
    techSubarea: "water-treatment",
    objective: "01",
    industry: "77",
    isMarine: false,
  },
  食品饮料: {
    techArea: "agriculture",
    techSubarea: "agro-processing",
    objective: "10",
    industry: "14",
    isMarine: false,
  },
  医疗器械: {
    techArea: "biomedicine",
    techSubarea: "medical-devices",
    objective: "03",
    industry: "35",
    isMarine: false,
  },
  纺织服装: {
    techArea: "new-materials",
    techSubarea: "materials-other",
    objective: "10",
    industry: "17",
    isMarine: false,
  },
};
