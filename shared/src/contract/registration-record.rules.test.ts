import { describe, expect, it } from "vitest";
import { checkRecord } from "./registration-record.rules.ts";
import { emptyRecordTerms } from "./registration-record.schema.ts";

describe("checkRecord", () => {
  it.each([
    ["nothing is told", {}, []],
    ["a sub-type of the type", { subtype: "commissioned-development" }, []],
    ["a sub-type of another type", { subtype: "patent-transfer" }, ["subtype"]],
    ["a sub-area of the area", { techArea: "biomedicine", techSubarea: "diagnostics" }, []],
    ["a sub-area of another area", { techArea: "aerospace", techSubarea: "diagnostics" }, ["techSubarea"]],
    ["a sub-area without its area", { techSubarea: "diagnostics" }, ["techSubarea"]],
    ["an end on the first day", { startsOn: "2026-03-01", endsOn: "2026-03-01" }, []],
    ["an end before the start", { startsOn: "2026-03-02", endsOn: "2026-03-01" }, ["endsOn"]],
    ["an end without a start", { endsOn: "2026-03-01" }, []],
  ] as const)("names what contradicts: %s", (_, told, paths) => {
    const record = { type: "development", techArea: null, ...emptyRecordTerms, ...told };
    expect(checkRecord(record).map(({ path }) => path)).toEqual(paths);
  });
});
