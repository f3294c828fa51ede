import { contractSubtypes, technologySubareas } from "../vocabulary/registration.data.ts";
import type { RecordTerms } from "./registration-record.schema.ts";

export interface RecordProblem {
  path: "subtype" | "techSubarea" | "endsOn";
  code: "subtype-of-other-type" | "subarea-of-other-area" | "ends-before-start";
}

/** Where entries of a registration record contradict each other; what is not told contradicts nothing. */
export function checkRecord(
  record: Pick<RecordTerms, "subtype" | "techSubarea" | "startsOn" | "endsOn"> & {
    type: string;
    techArea: string | null;
  },
): RecordProblem[] {
  const { subtype, type, techSubarea, techArea, startsOn, endsOn } = record;
  const problems: RecordProblem[] = [];
  if (subtype !== null && parentOf(contractSubtypes.entries, subtype) !== type) {
    problems.push({ path: "subtype", code: "subtype-of-other-type" });
  }
  if (techSubarea !== null && parentOf(technologySubareas.entries, techSubarea) !== techArea) {
    problems.push({ path: "techSubarea", code: "subarea-of-other-area" });
  }
  if (startsOn !== null && endsOn !== null && endsOn < startsOn) {
    problems.push({ path: "endsOn", code: "ends-before-start" });
  }
  return problems;
}

function parentOf(entries: readonly { code: string; parent?: string }[], code: string): string | undefined {
  return entries.find((entry) => entry.code === code)?.parent;
}
