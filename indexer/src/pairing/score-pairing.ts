import type { Factor, FactorName, LearnedPenalty, Objection, PairingEvidence } from "@market/shared";
import { comparePassages, type PassageComparison } from "./similarity.ts";
import type { Terms } from "./terms.ts";
import { LIKENESS_RANGE, shippedWeights, TERMS_SATURATION, type WeightSet, type Weights } from "./weights.ts";

interface ScorableText {
  passages: readonly string[];
  /** Of the passages, in their order; `null` where the model was away. */
  vectors: readonly Float32Array[] | null;
  terms: Terms;
  /** `null` where nobody said. */
  field: string | null;
  cooperation: readonly string[];
  district: string | null;
}

export interface ScorableDemand extends ScorableText {
  /** How alike the vectors are to those of strangers; see `similarityToStrangers`. */
  strangeness: number;
  minTrl: number;
  /** 分; `null` is 面议. */
  budgetFen: number | null;
}

export interface ScorableResult extends ScorableText {
  trl: number;
  /** 分; `null` is 面议. */
  priceFen: number | null;
}

export interface PairingScore {
  weightsVersion: string;
  /** 0 to 1. */
  score: number;
  points: number;
  factors: ScoredFactor[];
  evidence: PairingEvidence;
}

/** A factor with how far it falls short, 0 to 1; 0 where nobody named what it would take to know. */
export interface ScoredFactor extends Factor {
  gap: number;
}

/** What one factor finds: a value from 0 to 1, what it rests on, how far it falls short, and what speaks against. */
interface Finding {
  value: number;
  evidence: string;
  gap?: number;
  against?: Objection;
}

/**
 * Scores a pair of texts, by the parts a broker reads. Pure: under the same weights the same two texts always score
 * the same.
 */
export function scorePairing(
  demand: ScorableDemand,
  result: ScorableResult,
  weights: Weights = shippedWeights,
): PairingScore {
  const comparison =
    demand.vectors && result.vectors ? comparePassages(demand.vectors, result.vectors) : null;
  const weightSet = comparison ? weights.passages : weights.keywords;
  const sharedTerms = findSharedTerms(demand.terms, result.terms);
  const findings: Record<FactorName, Finding> = {
    meaning: findMeaning(comparison, demand.strangeness),
    terms: findTerms(sharedTerms),
    identifiers: findIdentifiers(demand.terms, result.terms),
    field: findField(demand.field, result.field),
    readiness: findReadiness(demand.minTrl, result.trl),
    money: findMoney(demand.budgetFen, result.priceFen),
    cooperation: findCooperation(demand.cooperation, result.cooperation),
    district: findDistrict(demand.district, result.district),
  };
  const learned = weights.learned.filter(({ demandField }) => demandField === demand.field);
  const factors = toFactors(findings, weightSet, learned);
  const points = factors.reduce((sum, { contribution }) => sum + contribution, 0);
  return {
    weightsVersion: weightSet.version,
    score: toScore(points, weightSet),
    points,
    factors,
    evidence: {
      passages: (comparison?.best ?? []).map((match) => ({
        demand: demand.passages[match.demand]!,
        result: result.passages[match.result]!,
        similarity: match.similarity,
      })),
      terms: showTerms(sharedTerms, demand.terms, result.terms),
      against: Object.values(findings).flatMap(({ against }) => against ?? []),
    },
  };
}

/** The curve from points to a score: monotone, and 0.5 at the set's midpoint. */
export function toScore(points: number, { midpoint, spread }: WeightSet): number {
  return 1 / (1 + Math.exp(-(points - midpoint) / spread));
}

function toFactors(
  findings: Record<FactorName, Finding>,
  weightSet: WeightSet,
  learned: readonly LearnedPenalty[],
): ScoredFactor[] {
  return (Object.keys(weightSet.weights) as FactorName[]).map((name) => {
    const { value, evidence, gap = 0 } = findings[name];
    return toFactor({ name, value, evidence, gap }, weightSet, learned);
  });
}

/**
 * What a finding adds to the points: its weight as far as it holds, less what its gap costs in this field. A pair
 * without the gap keeps its points, whatever was learnt of it.
 */
export function toFactor(
  { name, value, evidence, gap }: Pick<ScoredFactor, "name" | "value" | "evidence" | "gap">,
  { weights, spread }: WeightSet,
  learned: readonly LearnedPenalty[],
): ScoredFactor {
  const weight = weights[name];
  const logOdds = learned.find(({ factor }) => factor === name)?.penalty ?? 0;
  const penalty = logOdds * spread * gap;
  return { name, weight, value, gap, penalty, contribution: weight * value - penalty, evidence };
}

function findMeaning(comparison: PassageComparison | null, strangeness: number): Finding {
  if (comparison === null) return { value: 0, evidence: "" };
  const value = clamp((comparison.similarity - strangeness) / LIKENESS_RANGE);
  return { value, gap: 1 - value, evidence: comparison.similarity.toFixed(2) };
}

function findSharedTerms(demand: Terms, result: Terms): [term: string, rarity: number][] {
  return [...demand.words].filter(([term]) => result.words.has(term)).toSorted((a, b) => b[1] - a[1]);
}

const SHOWN_TERMS = 8;

function findTerms(shared: readonly [term: string, rarity: number][]): Finding {
  // Squared, so that a few rare terms outweigh many everyday ones.
  const sum = shared.reduce((total, [, rarity]) => total + rarity ** 2, 0);
  return { value: 1 - Math.exp(-sum / TERMS_SATURATION), evidence: joinTerms(shared) };
}

function joinTerms(shared: readonly [term: string, rarity: number][]): string {
  return shared
    .slice(0, SHOWN_TERMS)
    .map(([term]) => term)
    .join("、");
}

function sharedIdentifiers(demand: Terms, result: Terms) {
  return [...demand.identifiers].filter(([key]) => result.identifiers.has(key)).map(([, found]) => found);
}

/** Each shared identifier closes this part of what is still open: a second one adds, but less. */
const IDENTIFIER_SHARE = 0.6;

function findIdentifiers(demand: Terms, result: Terms): Finding {
  const shared = sharedIdentifiers(demand, result);
  const open = shared.reduce((rest, { weight }) => rest * (1 - IDENTIFIER_SHARE * weight), 1);
  return { value: 1 - open, evidence: shared.map(({ text }) => text).join("、") };
}

/** Shared terms as shown: identifiers first, and no term that only repeats a part of a longer one. */
function showTerms(
  shared: readonly [term: string, rarity: number][],
  demand: Terms,
  result: Terms,
): PairingEvidence["terms"] {
  const whole = shared.filter(([term]) => !shared.some(([other]) => other !== term && other.includes(term)));
  return [
    ...sharedIdentifiers(demand, result).map(({ text, weight }) => ({ term: text, weight })),
    ...whole.map(([term, rarity]) => ({ term, weight: rarity })),
  ].slice(0, SHOWN_TERMS);
}

/** A field that nobody named speaks neither for nor against. */
const UNKNOWN_FIELD_VALUE = 0.5;

function findField(demand: string | null, result: string | null): Finding {
  if (demand === null || result === null) return { value: UNKNOWN_FIELD_VALUE, evidence: "" };
  if (demand === result) return { value: 1, evidence: demand };
  return {
    value: 0,
    gap: 1,
    evidence: `${demand} / ${result}`,
    against: { code: "other-field", demand, result },
  };
}

/** By how many levels a result falls short of the least readiness asked for → value. */
const READINESS_VALUES = [1, 0.5, 0.2];

function findReadiness(minTrl: number, trl: number): Finding {
  const missing = Math.max(0, minTrl - trl);
  const value = READINESS_VALUES[missing] ?? 0;
  return {
    value,
    gap: 1 - value,
    evidence: `TRL ${trl} / ${minTrl}`,
    ...(missing > 0 && {
      against: { code: "readiness-short", demand: String(minTrl), result: String(trl) },
    }),
  };
}

/** Where either amount is still to be agreed, money speaks neither for nor against. */
const UNKNOWN_MONEY_VALUE = 0.5;

function findMoney(budgetFen: number | null, priceFen: number | null): Finding {
  if (budgetFen === null || priceFen === null) return { value: UNKNOWN_MONEY_VALUE, evidence: "" };
  const evidence = `${formatYuan(priceFen)} / ${formatYuan(budgetFen)}`;
  if (priceFen <= budgetFen) return { value: 1, evidence };
  // Half as much again may still be negotiated; twice the budget is out of reach.
  const value = budgetFen === 0 ? 0 : clamp(2 - priceFen / budgetFen);
  return {
    value,
    gap: 1 - value,
    evidence,
    against: { code: "price-above-budget", demand: String(budgetFen), result: String(priceFen) },
  };
}

// One for all: making a number format costs more than all the rest of a score.
const yuanFormat = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 });

function formatYuan(fen: number): string {
  return `¥${yuanFormat.format(fen / 100)}`;
}

function findCooperation(demand: readonly string[], result: readonly string[]): Finding {
  const common = demand.filter((way) => result.includes(way));
  if (common.length > 0) return { value: 1, evidence: common.join("、") };
  return {
    value: 0,
    gap: 1,
    evidence: "",
    against: { code: "no-common-cooperation", demand: demand.join("、"), result: result.join("、") },
  };
}

function findDistrict(demand: string | null, result: string | null): Finding {
  const isSame = demand !== null && demand === result;
  const isKnown = demand !== null && result !== null;
  return {
    value: isSame ? 1 : 0,
    gap: isKnown && !isSame ? 1 : 0,
    evidence: [result, demand].filter(Boolean).join(" / "),
  };
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}
