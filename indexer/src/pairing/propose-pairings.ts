import type { Types } from "mongoose";
import { adaptNeeds, toNeedQueries } from "../embedding/need-adapter.ts";
import type { IndexerContext } from "../indexer-context.ts";
import { oppositeOf, type TextKind } from "../indexes/index-names.ts";
import { leavingReasonOf, type StoredText, textModelOf } from "../publication/stored-text.ts";
import { closePairings } from "./close-pairings.ts";
import { findCandidates, type SearchPace } from "./find-candidates.ts";
import type { Scorable } from "./scorable-texts.ts";
import { scorePairing } from "./score-pairing.ts";
import type { Weights } from "./weights.ts";
import { type ScoredPair, writePairings } from "./write-pairings.ts";

/** How many new pairings one text may bring, best first. */
const MAX_PROPOSALS = 10;
/**
 * A new pair below this is not worth anybody's look. Low, because a score is a chance: of needs told by symptoms alone
 * the right result may stand first with one in a hundred.
 */
const PROPOSAL_FLOOR = 0.005;
/** How often pairs are scored anew because the other text changed meanwhile; its own work then takes over. */
const MAX_ROUNDS = 3;

/** A text on its way to its counterparts. */
interface Seeker {
  stored: StoredText;
  /** Texts on the other side to score it with. */
  counterpartIds: Set<string>;
  /** Of those, the ones it has a pairing with. */
  pairedIds: Set<string>;
}

/**
 * Pairs texts of one kind that are in their index: scores their candidates on the other side and proposes the best,
 * and scores anew every pair they already have. Both sides are read before scoring and again after writing, since
 * either may change or leave meanwhile, and its own work may then have run before the pair stood.
 */
export async function proposePairings(
  context: IndexerContext,
  kind: TextKind,
  texts: readonly StoredText[],
  pace?: SearchPace,
): Promise<void> {
  let seekers = await findCounterparts(context, kind, texts, pace);
  for (let round = 0; round < MAX_ROUNDS && seekers.length > 0; round += 1) {
    const { generation, weights } = context.weights.inForce;
    const written = await scoreSeekers(context, kind, seekers, weights);
    if (written.length === 0) return;
    context.announceProposed(await writePairings(context.models, written, generation));
    seekers = await settleChanges(context, kind, seekers, written);
  }
}

async function findCounterparts(
  context: IndexerContext,
  kind: TextKind,
  texts: readonly StoredText[],
  pace: SearchPace | undefined,
): Promise<Seeker[]> {
  const [candidates, paired] = await Promise.all([
    searchCandidates(context, kind, texts, pace),
    readPairedIds(context, kind, texts),
  ]);
  return texts
    .map((stored, index) => {
      const pairedIds = paired.get(stored.text._id.toString()) ?? new Set();
      return { stored, pairedIds, counterpartIds: new Set([...candidates[index]!, ...pairedIds]) };
    })
    .filter(({ counterpartIds }) => counterpartIds.size > 0);
}

async function searchCandidates(
  { meilisearch, indexes, scorableTexts, engines }: IndexerContext,
  kind: TextKind,
  texts: readonly StoredText[],
  pace: SearchPace | undefined,
): Promise<string[][]> {
  const analyses = texts.map((stored) => scorableTexts.analyse(stored));
  const kept = await engines.model?.vectors.kept(analyses.flatMap(({ passages }) => passages));
  const adapter = engines.model?.adapter ?? null;
  const queries = texts.map(({ text }, index) => {
    const { passages, terms } = analyses[index]!;
    const vectors = passages.flatMap((passage) => kept?.get(passage) ?? []);
    return {
      organisationId: text.organisationId.toString(),
      terms,
      vectors: kind === "demand" ? adaptNeeds(adapter, vectors) : toNeedQueries(adapter, vectors),
    };
  });
  return findCandidates(meilisearch, indexes[oppositeOf(kind)].name, queries, pace);
}

async function readPairedIds(
  { models }: IndexerContext,
  kind: TextKind,
  texts: readonly StoredText[],
): Promise<Map<string, Set<string>>> {
  const ids = texts.map(({ text }) => text._id);
  const filter = kind === "demand" ? { demandId: { $in: ids } } : { resultId: { $in: ids } };
  const pairings = await models.Pairing.find(filter, { demandId: 1, resultId: 1 }).lean();
  const paired = new Map<string, Set<string>>();
  for (const { demandId, resultId } of pairings) {
    const [own, other] = kind === "demand" ? [demandId, resultId] : [resultId, demandId];
    const others = paired.get(own.toString()) ?? new Set();
    paired.set(own.toString(), others.add(other.toString()));
  }
  return paired;
}

/** Reads both sides as they are now, and scores and chooses what is to be written. */
async function scoreSeekers(
  context: IndexerContext,
  kind: TextKind,
  seekers: readonly Seeker[],
  weights: Weights,
): Promise<ScoredPair[]> {
  const { openTexts, scorableTexts, engines } = context;
  const counterpartIds = new Set(seekers.flatMap((seeker) => [...seeker.counterpartIds]));
  const [open, unchanged] = await Promise.all([
    openTexts.read(oppositeOf(kind), [...counterpartIds]),
    readUnchangedIds(context, kind, seekers),
  ]);
  const present = seekers.filter(({ stored }) => unchanged.has(stored.text._id.toString()));
  const prepared = await scorableTexts.prepare(
    [...present.map(({ stored }) => stored), ...open],
    engines.model,
  );
  const others = new Map(
    prepared.slice(present.length).map((scorable) => [scorable.stored.text._id.toString(), scorable]),
  );
  return present.flatMap((seeker, index) => {
    const own = prepared[index]!;
    const pairs = [...seeker.counterpartIds].flatMap((id) => {
      const other = others.get(id);
      return other ? (scorePair(own, other, weights) ?? []) : [];
    });
    return choosePairs(pairs, kind, seeker.pairedIds);
  });
}

/** A text that has changed since it was claimed has work of its own waiting. */
async function readUnchangedIds(
  { models }: IndexerContext,
  kind: TextKind,
  seekers: readonly Seeker[],
): Promise<Set<string>> {
  const revisions = new Map(seekers.map(({ stored }) => [stored.text._id.toString(), stored.text.revision]));
  const current = await textModelOf(models, kind)
    .find({ _id: { $in: [...revisions.keys()] }, status: "published" }, { revision: 1 })
    .lean();
  return new Set(
    current
      .filter(({ _id, revision }) => revision === revisions.get(_id.toString()))
      .map(({ _id }) => _id.toString()),
  );
}

function scorePair(own: Scorable, other: Scorable, weights: Weights): ScoredPair | null {
  const [demand, result] = own.kind === "demand" ? [own, other] : [other, own];
  if (demand.kind !== "demand" || result.kind !== "result") return null;
  return {
    demand: demand.text,
    result: result.text,
    score: scorePairing(demand.scorable, result.scorable, weights),
  };
}

/** Pairs that stand are always scored anew; of new ones the best, if they are good enough. */
function choosePairs(
  pairs: readonly ScoredPair[],
  kind: TextKind,
  pairedIds: ReadonlySet<string>,
): ScoredPair[] {
  const isPaired = (pair: ScoredPair) => pairedIds.has(pair[oppositeOf(kind)]._id.toString());
  const proposals = pairs
    .filter((pair) => !isPaired(pair) && pair.score.score >= PROPOSAL_FLOOR)
    .toSorted((a, b) => b.score.score - a.score.score)
    .slice(0, MAX_PROPOSALS);
  return [...pairs.filter(isPaired), ...proposals];
}

/**
 * Reads both sides of what was written again. Pairs of which a text has left are closed. Where a counterpart has
 * changed, its pairs are to be scored anew, and are returned; a change of the own text makes work of its own.
 */
async function settleChanges(
  context: IndexerContext,
  kind: TextKind,
  seekers: readonly Seeker[],
  written: readonly ScoredPair[],
): Promise<Seeker[]> {
  const opposite = oppositeOf(kind);
  const seen = new Map(written.map((pair) => [pair[opposite]._id.toString(), pair[opposite].revision]));
  const [ownLeft, { changed }] = await Promise.all([
    closeLeft(
      context,
      kind,
      new Map(written.map((pair) => [pair[kind]._id.toString(), pair[kind].revision])),
    ),
    closeLeft(context, opposite, seen),
  ]);
  return seekers.flatMap(({ stored }) => {
    if (ownLeft.left.has(stored.text._id.toString())) return [];
    const ids = written
      .filter((pair) => pair[kind]._id.equals(stored.text._id as Types.ObjectId))
      .map((pair) => pair[opposite]._id.toString())
      .filter((id) => changed.has(id));
    return ids.length > 0 ? [{ stored, counterpartIds: new Set(ids), pairedIds: new Set(ids) }] : [];
  });
}

/** Of texts with the revisions seen of them: closes the pairings of those that have left, and tells who changed. */
async function closeLeft(
  { models }: IndexerContext,
  kind: TextKind,
  seen: ReadonlyMap<string, number>,
): Promise<{ left: Set<string>; changed: Set<string> }> {
  const current = await textModelOf(models, kind)
    .find({ _id: { $in: [...seen.keys()] } }, { revision: 1, status: 1, expiresAt: 1 })
    .lean();
  const at = new Date();
  const left = new Set<string>();
  const changed = new Set<string>();
  for (const { _id, ...text } of current) {
    const id = _id.toString();
    const reason = leavingReasonOf(text, at);
    if (reason !== null) {
      left.add(id);
      await closePairings(models, kind, _id, reason);
    } else if (text.revision !== seen.get(id)) changed.add(id);
  }
  return { left, changed };
}
