import { isOpenAt } from "@market/shared";
import type { IndexerContext } from "../indexer-context.ts";
import { oppositeOf } from "../indexes/index-names.ts";
import {
  leavingReasonOf,
  readTexts,
  type StoredDemand,
  type StoredResult,
  type StoredText,
  textModelOf,
} from "../publication/stored-text.ts";
import { closePairings } from "./close-pairings.ts";
import { findCandidates } from "./find-candidates.ts";
import type { Scorable } from "./scorable-texts.ts";
import { scorePairing } from "./score-pairing.ts";
import { type ScoredPair, writePairings } from "./write-pairings.ts";

/** How many new pairings one text may bring, best first. */
const MAX_PROPOSALS = 10;
/** A new pair below this is not worth anybody's look. */
const PROPOSAL_FLOOR = 0.15;
/** How often pairs are scored anew because the other text changed meanwhile; its own work then takes over. */
const MAX_ROUNDS = 3;

/**
 * Pairs a text that is in its index: scores its candidates on the other side and proposes the best, and scores anew
 * every pair it already has. Both texts are read before scoring and again after writing, since either may change or
 * leave meanwhile, and its own work may then have run before the pair stood.
 */
export async function proposePairings(context: IndexerContext, stored: StoredText): Promise<void> {
  const { models } = context;
  const kind = oppositeOf(stored.kind);
  const [candidateIds, pairedIds] = await Promise.all([
    searchCandidates(context, stored),
    readPairedIds(context, stored),
  ]);
  const paired = new Set(pairedIds);
  let counterpartIds = [...new Set([...candidateIds, ...pairedIds])];
  for (let round = 0; round < MAX_ROUNDS && counterpartIds.length > 0; round += 1) {
    const [counterparts, isUnchanged] = await Promise.all([
      readTexts(models, kind, counterpartIds),
      isStillTheSame(context, stored),
    ]);
    if (!isUnchanged) return;
    const pairs = await scorePairs(context, stored, counterparts.filter(isOnMarket));
    const written = choosePairs(pairs, stored, paired);
    await writePairings(models, written);
    for (const pair of written) paired.add(counterpartOf(pair, stored)._id.toString());
    counterpartIds = await settleChanges(context, stored, written);
  }
}

async function searchCandidates(context: IndexerContext, stored: StoredText): Promise<string[]> {
  const { meilisearch, indexes, scorableTexts, engines } = context;
  const { passages, terms } = scorableTexts.analyse(stored);
  const kept = await engines.model?.vectors.kept(passages);
  const vectors = kept && passages.flatMap((passage) => kept.get(passage) ?? []);
  const query = {
    indexName: indexes[oppositeOf(stored.kind)].name,
    organisationId: stored.text.organisationId.toString(),
    terms,
    vectors: vectors ?? null,
  };
  return findCandidates(meilisearch, query, new Date());
}

async function readPairedIds({ models }: IndexerContext, { kind, text }: StoredText): Promise<string[]> {
  const filter = kind === "demand" ? { demandId: text._id } : { resultId: text._id };
  const pairings = await models.Pairing.find(filter, { demandId: 1, resultId: 1 }).lean();
  return pairings.map(({ demandId, resultId }) => (kind === "demand" ? resultId : demandId).toString());
}

async function isStillTheSame({ models }: IndexerContext, { kind, text }: StoredText): Promise<boolean> {
  const current = await textModelOf(models, kind).exists({
    _id: text._id,
    revision: text.revision,
    status: "published",
  });
  return current !== null;
}

function isOnMarket({ text }: StoredText): boolean {
  return isOpenAt({ status: text.status, expiresAt: text.expiresAt }, new Date());
}

async function scorePairs(
  { scorableTexts, engines }: IndexerContext,
  stored: StoredText,
  counterparts: readonly StoredText[],
): Promise<ScoredPair[]> {
  const [own, ...others] = await scorableTexts.prepare([stored, ...counterparts], engines.model);
  return others.flatMap((other) => scorePair(own!, other) ?? []);
}

function scorePair(own: Scorable, other: Scorable): ScoredPair | null {
  const [demand, result] = own.kind === "demand" ? [own, other] : [other, own];
  if (demand.kind !== "demand" || result.kind !== "result") return null;
  return {
    demand: demand.stored.text as StoredDemand,
    result: result.stored.text as StoredResult,
    score: scorePairing(demand.scorable, result.scorable),
  };
}

/** Pairs that stand are always scored anew; of new ones the best, if they are good enough. */
function choosePairs(
  pairs: readonly ScoredPair[],
  stored: StoredText,
  paired: ReadonlySet<string>,
): ScoredPair[] {
  const isPaired = (pair: ScoredPair) => paired.has(counterpartOf(pair, stored)._id.toString());
  const proposals = pairs
    .filter((pair) => !isPaired(pair) && pair.score.score >= PROPOSAL_FLOOR)
    .toSorted((a, b) => b.score.score - a.score.score)
    .slice(0, MAX_PROPOSALS);
  return [...pairs.filter(isPaired), ...proposals];
}

function counterpartOf({ demand, result }: ScoredPair, { kind }: StoredText): StoredDemand | StoredResult {
  return kind === "demand" ? result : demand;
}

/**
 * Reads both sides of what was written again: closes pairs of which a text has left, and returns the other texts
 * that have changed, to be scored anew. A change of the own text makes work of its own.
 */
async function settleChanges(
  { models }: IndexerContext,
  stored: StoredText,
  written: readonly ScoredPair[],
): Promise<string[]> {
  if (written.length === 0) return [];
  const kind = oppositeOf(stored.kind);
  const projection = { revision: 1, status: 1, expiresAt: 1 };
  const seen = new Map(
    written.map((pair) => counterpartOf(pair, stored)).map((text) => [text._id.toString(), text]),
  );
  const [own, others] = await Promise.all([
    textModelOf(models, stored.kind).findById(stored.text._id, projection).lean(),
    textModelOf(models, kind)
      .find({ _id: { $in: [...seen.keys()] } }, projection)
      .lean(),
  ]);
  const at = new Date();
  const ownReason = own && leavingReasonOf(own, at);
  if (ownReason) {
    await closePairings(models, stored.kind, stored.text._id, ownReason);
    return [];
  }
  const changed: string[] = [];
  for (const other of others) {
    const reason = leavingReasonOf(other, at);
    if (reason) await closePairings(models, kind, other._id, reason);
    else if (other.revision !== seen.get(other._id.toString())?.revision) changed.push(other._id.toString());
  }
  return changed;
}
