import type { ContractIp, ContractSubtype, ContractType } from "@market/shared";
import type { ResultDocument } from "@market/shared/models";

type ResultIp = ResultDocument["ip"][number];

/** The first right of a result in the words of the registration record; a patent not yet granted is one applied for. */
export function ipRightOf(ip: readonly ResultIp[]): ContractIp {
  const [first] = ip;
  if (first === undefined) return "none";
  switch (first.type) {
    case "发明专利":
      return first.status === "pending" ? "invention-application" : "invention";
    case "实用新型":
      return "utility-model";
    case "外观设计":
      return "design";
    case "软件著作权":
      return "software";
    case "技术秘密":
      return "secret";
    case "集成电路布图设计":
      return "layout-design";
    case "植物新品种":
      return "plant-variety";
    default:
      return first.type satisfies never;
  }
}

const PATENTS: readonly ContractIp[] = ["invention", "utility-model", "design"];

/** The sub-type that a contract over such rights has as a rule. */
export function subtypeOf(type: ContractType, ip: readonly ResultIp[]): ContractSubtype {
  const right = ipRightOf(ip);
  switch (type) {
    case "development":
      return "commissioned-development";
    case "consulting":
      return "technology-consulting";
    case "service":
      return "general-service";
    case "licensing":
      if (PATENTS.includes(right)) return "patent-licence";
      return right === "secret" ? "secret-licence" : "other-licence";
    case "transfer":
      return transferOf(right);
    default:
      return type satisfies never;
  }
}

function transferOf(right: ContractIp): ContractSubtype {
  switch (right) {
    case "invention-application":
      return "patent-application-transfer";
    case "software":
      return "software-transfer";
    case "layout-design":
      return "layout-design-transfer";
    case "plant-variety":
      return "plant-variety-transfer";
    default:
      return PATENTS.includes(right) ? "patent-transfer" : "secret-transfer";
  }
}
