import type { Factor, FactorName } from "@market/shared";

/** How far a factor speaks for a pairing, which decides its sentence; `unknown` where the texts say nothing of it. */
type ReasonTone = "for" | "partly" | "against" | "unknown";

export interface Reason {
  factor: FactorName;
  tone: ReasonTone;
  evidence: string;
}

const FOR = 0.65;
const PARTLY = 0.3;

/** Factors of which an absence says nothing: no shared identifier, another district, an amount still to be agreed. */
const SILENT_WITHOUT: ReadonlySet<FactorName> = new Set(["terms", "identifiers", "district"]);

/** A sentence's worth of each factor that has something to say, what speaks for the pairing first. */
export function reasonsOf(factors: readonly Factor[]): Reason[] {
  const reasons = factors
    .filter(({ name, value }) => value > 0 || !SILENT_WITHOUT.has(name))
    .map(({ name, value, evidence }) => ({ factor: name, tone: toneOf(name, value, evidence), evidence }));
  const order: readonly ReasonTone[] = ["for", "partly", "against", "unknown"];
  return reasons.toSorted((one, other) => order.indexOf(one.tone) - order.indexOf(other.tone));
}

function toneOf(name: FactorName, value: number, evidence: string): ReasonTone {
  const isUnsaid = evidence === "" && (name === "meaning" || name === "money" || name === "field");
  if (isUnsaid) return "unknown";
  if (value >= FOR) return "for";
  return value >= PARTLY ? "partly" : "against";
}
