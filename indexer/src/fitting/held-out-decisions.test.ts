import { describe, expect, it } from "vitest";
import { seededRandom } from "../evaluation/seeded-random.ts";
import { shippedWeights } from "../pairing/weights.ts";
import type { DecidedPair } from "./decided-pairs.ts";
import { compareOnHeldOut } from "./held-out-decisions.ts";

const EARLY = new Date("2026-11-01");
const LATE = new Date("2026-12-01");

/** Decisions that go by readiness, a few for each of forty needs. */
function buildDecided(decidedAt: Date, seed: number): DecidedPair[] {
  const random = seededRandom(seed);
  return Array.from({ length: 160 }, (_, index) => {
    const gap = random() < 0.5 ? 0.8 : 0;
    const factors = [
      { name: "meaning", value: 0.5 + 0.3 * random(), gap: 0, evidence: "" },
      { name: "readiness", value: 1 - gap, gap, evidence: "" },
    ] as const;
    return {
      demandId: `D${index % 40}`,
      demandField: "新材料",
      factors,
      isByPassages: true,
      decision: gap > 0 ? { isFit: false, factor: "readiness" } : { isFit: true },
      decidedAt,
    };
  });
}

describe("held-out decisions", () => {
  it("are told apart better by what was learnt from the others", () => {
    const compared = compareOnHeldOut(buildDecided(EARLY, 1), shippedWeights, shippedWeights, null)!;
    expect(compared.isBetter).toBe(true);
    expect(compared.logLoss.after).toBeLessThan(compared.logLoss.before);
    expect(compared.auc!.after).toBeGreaterThan(compared.auc!.before);
  });

  it("have no order of fits before misfits where nothing fitted", () => {
    const declines = buildDecided(EARLY, 1).filter(({ decision }) => !decision.isFit);
    const compared = compareOnHeldOut(declines, shippedWeights, shippedWeights, null)!;
    expect(compared).toMatchObject({ auc: null, isBetter: true });
  });

  it("are only those that the weights in force have not learnt from either", () => {
    const seen = buildDecided(EARLY, 1);
    expect(compareOnHeldOut(seen, shippedWeights, shippedWeights, EARLY)).toBeNull();
    const both = [...seen, ...buildDecided(LATE, 2)];
    const inForce = {
      ...shippedWeights,
      learned: [{ demandField: "新材料" as const, factor: "readiness" as const, penalty: 20 }],
    };
    // What is in force goes further than any number of decisions would bear out by themselves.
    expect(compareOnHeldOut(both, shippedWeights, inForce, EARLY)).toMatchObject({ isBetter: false });
  });

  it("are none where there are too few needs to hold any out", () => {
    const few = buildDecided(EARLY, 1).filter(({ demandId }) => demandId === "D1");
    expect(compareOnHeldOut(few, shippedWeights, shippedWeights, null)).toBeNull();
  });
});
