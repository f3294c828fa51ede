import type { BrokerLevel } from "../vocabulary/vocabulary.schema.ts";
import type { BrokerWishes, MuteKind } from "./broker.schema.ts";

/** The candidates of one need that ring for a broker; after them one more may, if it beats them all. */
export const RINGS_A_NEED = 3;

/** The two texts of a pairing as far as wishes and mutes ask for them; ids are strings. */
export interface AttentionSubject {
  demandId: string;
  demandOrganisationId: string;
  resultOrganisationId: string;
  demandField: string;
  resultField: string;
  score: number;
}

export interface MutedThing {
  kind: MuteKind;
  key: string;
}

/** Whether a pairing is one that the broker asked to hear of: by the field of either text, and by its score. */
export function fitsWishes(
  subject: AttentionSubject,
  { fields, minScore }: Pick<BrokerWishes, "fields" | "minScore">,
): boolean {
  const wanted: readonly string[] = fields;
  const fitsField =
    wanted.length === 0 || wanted.includes(subject.demandField) || wanted.includes(subject.resultField);
  return fitsField && subject.score >= minScore;
}

/** Whether a broker has muted the need, either party or either field of a pairing. */
export function isMuted(subject: AttentionSubject, mutes: readonly MutedThing[]): boolean {
  const keysByKind: Record<MuteKind, readonly string[]> = {
    demand: [subject.demandId],
    organisation: [subject.demandOrganisationId, subject.resultOrganisationId],
    field: [subject.demandField, subject.resultField],
  };
  return mutes.some(({ kind, key }) => keysByKind[kind].includes(key));
}

/**
 * How many new pairings may ring for a broker in a day: the limit while at most half of what they can carry is
 * taken, then in step with what is free, and none at all when they can carry no more.
 */
export function allowanceOf(
  { dailyLimit, capacity }: Pick<BrokerWishes, "dailyLimit" | "capacity">,
  openClaims: number,
): number {
  if (capacity === null) return dailyLimit;
  const free = Math.max(0, capacity - openClaims);
  return capacity === 0 ? 0 : Math.ceil(dailyLimit * Math.min(1, (2 * free) / capacity));
}

/** What is known of a broker in the field of a need. */
export interface FieldRecord {
  /** Pairings they brought to a registered contract. */
  won: number;
  /** Pairings of theirs that were declined. */
  lost: number;
}

/** What a record without a loss is worth at most, in the unit of a score. */
const SUCCESS_BONUS = 0.1;
/** Ended pairings taken for granted on the other side, so that one lucky contract is no record yet. */
const ASSUMED_ENDED = 2;
const LEVEL_MALUS = 0.05;

const levelOrder: readonly BrokerLevel[] = ["junior", "intermediate", "senior"];
/** Budgets in 分 from which a need asks for the second and for the third level: one and five million yuan. */
const LEVEL_BUDGETS_FEN = [100_000_000, 500_000_000];

/**
 * What a pairing is worth to one broker, in the unit of its score: more where they have brought such needs to a
 * contract, less where the need is larger than their level. It orders what rings; who hears at all is for the wishes.
 */
export function worthOf(
  score: number,
  broker: { level: BrokerLevel | null; record: FieldRecord },
  budgetFen: number | null,
): number {
  const { won, lost } = broker.record;
  const success = won / (won + lost + ASSUMED_ENDED);
  return score + SUCCESS_BONUS * success - LEVEL_MALUS * levelsShort(broker.level, budgetFen);
}

function levelsShort(level: BrokerLevel | null, budgetFen: number | null): number {
  if (level === null || budgetFen === null) return 0;
  const asked = LEVEL_BUDGETS_FEN.filter((least) => budgetFen >= least).length;
  return Math.max(0, asked - levelOrder.indexOf(level));
}

/** The part of a day's allowance that rings for all that fits. */
const FREE_SHARE = 0.5;

/**
 * What a pairing must be worth to ring, by what has rung that day. Through the first half of the allowance all that
 * fits rings. From then on a pairing must be worth at least as much as a share of what has rung that rises with what
 * is used up: with three quarters used, as the middle one; near the end, as the best. Taken from the day itself, the
 * bar holds whatever scale a version of the weights gives the scores.
 */
export function barOf(worthsToday: readonly number[], allowance: number): number {
  const used = worthsToday.length / allowance;
  if (worthsToday.length === 0 || used < FREE_SHARE) return Number.NEGATIVE_INFINITY;
  const share = Math.min(1, (used - FREE_SHARE) / (1 - FREE_SHARE));
  const ascending = [...worthsToday].sort((a, b) => a - b);
  return ascending[Math.min(ascending.length - 1, Math.floor(share * ascending.length))]!;
}

/** A pairing that fits and is not muted. */
export interface RingCandidate {
  demandId: string;
  worth: number;
}

/** What has rung for a broker before. */
export interface Rung {
  /** The worth of each pairing that rang today. */
  worthsToday: readonly number[];
  /** Of the candidates' needs: the worth of each pairing that ever rang, by the need's id. */
  worthsByDemand: ReadonlyMap<string, readonly number[]>;
}

/**
 * Chooses which of the pairings that came together ring, the best first; the others wait for the digest. They are
 * held against the bar as it stood before them, not against one another: of what is known at once, the best are the
 * best, and no place need be kept for them.
 */
export function chooseRings<Candidate extends RingCandidate>(
  candidates: readonly Candidate[],
  allowance: number,
  { worthsToday, worthsByDemand }: Rung,
): Candidate[] {
  const bar = barOf(worthsToday, allowance);
  const left = Math.max(0, allowance - worthsToday.length);
  const rungByDemand = new Map(worthsByDemand);
  const rings: Candidate[] = [];
  for (const candidate of candidates.toSorted((a, b) => b.worth - a.worth)) {
    const rung = rungByDemand.get(candidate.demandId) ?? [];
    if (rings.length >= left || candidate.worth < bar || !ringsForNeed(candidate.worth, rung)) continue;
    rings.push(candidate);
    rungByDemand.set(candidate.demandId, [...rung, candidate.worth]);
  }
  return rings;
}

function ringsForNeed(worth: number, rung: readonly number[]): boolean {
  if (rung.length < RINGS_A_NEED) return true;
  return rung.length === RINGS_A_NEED && worth > Math.max(...rung);
}
