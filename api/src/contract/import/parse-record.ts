import {
  contractIp,
  contractSubtypes,
  enterpriseScales,
  industries,
  type PartyParticulars,
  PartyParticularsSchema,
  partyFlags,
  partyTypes,
  paymentKinds,
  planSources,
  type RecordProblem,
  type RecordTerms,
  socioEconomicObjectives,
  technologySubareas,
} from "@market/shared";
import type { TSchema } from "typebox";
import { Compile } from "typebox/compile";
import { parseCode, parseDay, parseList, parseText } from "../../import/cell-parsers.ts";
import type { CellProblem } from "../../import/import-kind.ts";
import type { SheetCell } from "../../import/read-sheet.ts";
import type { CellParser, Parsed, RowReader } from "../../import/row-reader.ts";
import type { ImportColumnName } from "./import-columns.ts";

/** What a row tells of the registration record; `null` for what it leaves out. */
export interface ImportedRecord {
  terms: RecordTerms;
  seller: PartyParticulars;
  buyer: PartyParticulars;
}

const LONG_TEXT = 2_000;
const YES = new Set(["是", "yes", "true", "1"]);
const NO = new Set(["否", "no", "false", "0"]);

export const problemOfRecord: Record<RecordProblem["code"], CellProblem<ImportColumnName>> = {
  "subtype-of-other-type": { column: "subtype", message: "ofOtherType" },
  "subarea-of-other-area": { column: "techSubarea", message: "ofOtherArea" },
  "ends-before-start": { column: "endsOn", message: "beforeStart" },
};

/** Reads what a row tells of the registration record, leaving a problem for each cell that cannot be taken. */
export function readRecord(reader: RowReader<ImportColumnName>): ImportedRecord {
  return {
    terms: {
      subtype: reader.optional("subtype", parseCode(contractSubtypes)),
      paymentKind: reader.optional("paymentKind", parseCode(paymentKinds)),
      startsOn: reader.optional("startsOn", parseDay),
      endsOn: reader.optional("endsOn", parseDay),
      isRelatedParty: reader.optional("isRelatedParty", parseYesNo),
      planSource: reader.optional("planSource", parseCode(planSources)),
      ipRight: reader.optional("ipRight", parseCode(contractIp)),
      techSubarea: reader.optional("techSubarea", parseCode(technologySubareas)),
      objective: reader.optional("objective", parseCode(socioEconomicObjectives)),
      industry: reader.optional("industry", parseCode(industries)),
      isMarine: reader.optional("isMarine", parseYesNo),
      nonTechnicalCosts: reader.optional("nonTechnicalCosts", parseText(LONG_TEXT)),
      subject: reader.optional("subject", parseText(LONG_TEXT)),
    },
    seller: readParticulars(reader, "seller"),
    buyer: readParticulars(reader, "buyer"),
  };
}

function readParticulars(reader: RowReader<ImportColumnName>, side: "seller" | "buyer"): PartyParticulars {
  return {
    partyType: reader.optional(`${side}PartyType`, parseCode(partyTypes)),
    address: reader.optional(`${side}Address`, parsers.address),
    postcode: reader.optional(`${side}Postcode`, parsers.postcode),
    representative: reader.optional(`${side}Representative`, parsers.representative),
    contactName: reader.optional(`${side}Contact`, parsers.contactName),
    contactPhone: reader.optional(`${side}Phone`, parsers.contactPhone),
    scale: reader.optional(`${side}Scale`, parseCode(enterpriseScales)),
    flags: reader.optional(`${side}Flags`, parseList(parseCode(partyFlags), partyFlags.entries.length)),
  };
}

function parseYesNo({ text }: SheetCell): Parsed<boolean> {
  const word = text.toLowerCase();
  if (YES.has(word)) return { value: true };
  return NO.has(word) ? { value: false } : "unknownValue";
}

/** Text as the api would take it. */
function parseBy(schema: TSchema): CellParser<string> {
  const check = Compile(schema);
  return ({ text }) => (check.Check(text) ? { value: text } : "invalidText");
}

const { address, postcode, representative, contactName, contactPhone } = PartyParticularsSchema.properties;
const parsers = {
  address: parseBy(address),
  postcode: parseBy(postcode),
  representative: parseBy(representative),
  contactName: parseBy(contactName),
  contactPhone: parseBy(contactPhone),
};
