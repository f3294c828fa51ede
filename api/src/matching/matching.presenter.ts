import type { Learning, MatchingOverview, Rematch, WeightsVersion } from "@market/shared";
import type { MatchingDocument, WeightsVersionDocument } from "@market/shared/models";
import { presentHistory } from "../history.presenter.ts";

type StoredVersion = WeightsVersionDocument & { _id: string };

/** How matching stands, with the weights it may go by. */
export function presentMatching(
  matching: MatchingDocument,
  versions: readonly StoredVersion[],
  at: Date,
): MatchingOverview {
  return {
    generation: matching.generation,
    weightsVersion: matching.weightsVersion,
    isPinned: matching.isPinned,
    modelIdentity: matching.modelIdentity ?? null,
    rematch: matching.rematch == null ? null : presentRematch(matching.rematch),
    learning: presentLearning(matching.learning),
    versions: versions.map(presentVersion),
    history: presentHistory(matching.history),
    asOf: at.toISOString(),
  };
}

function presentRematch(rematch: NonNullable<MatchingDocument["rematch"]>): Rematch {
  const { requestedAt, startsAt, finishedAt, kind, done, failed, total, workedMs } = rematch;
  return {
    requestedAt: requestedAt.toISOString(),
    startsAt: startsAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    kind,
    done,
    failed,
    // What was published since the texts were counted is matched too.
    total: Math.max(total, done),
    perSecond: workedMs > 0 ? done / (workedMs / 1000) : null,
  };
}

function presentLearning(learning: MatchingDocument["learning"]): Learning {
  return {
    requestedAt: learning.requestedAt?.toISOString() ?? null,
    endedAt: learning.endedAt?.toISOString() ?? null,
    outcome: learning.outcome ?? null,
    version: learning.version ?? null,
    decisions: learning.decisions,
  };
}

function presentVersion(stored: StoredVersion): WeightsVersion {
  const { metrics, data } = stored;
  return {
    version: stored._id,
    origin: stored.origin,
    passages: presentWeightSet(stored.passages),
    keywords: presentWeightSet(stored.keywords),
    learned: stored.learned.map(({ demandField, factor, penalty }) => ({ demandField, factor, penalty })),
    base: stored.base ?? null,
    fittedAt: stored.fittedAt.toISOString(),
    data: {
      judged: data.judged.map(({ name, needs, judgements }) => ({ name, needs, judgements })),
      decisions: data.decisions,
      declines: data.declines,
    },
    metrics: {
      judgedNdcg10: metrics.judgedNdcg10 ?? null,
      judgedNdcg10Before: metrics.judgedNdcg10Before ?? null,
      heldOutLogLoss: presentComparison(metrics.heldOutLogLoss),
      heldOutAuc: presentComparison(metrics.heldOutAuc),
    },
    obstacles: [...stored.obstacles],
  };
}

function presentWeightSet({ weights, midpoint, spread }: StoredVersion["passages"]) {
  return { weights, midpoint, spread };
}

function presentComparison(comparison: { before: number; after: number } | null | undefined) {
  return comparison == null ? null : { before: comparison.before, after: comparison.after };
}
