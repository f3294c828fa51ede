import { adoptWeights, requestFit, requestRematch } from "@market/indexer/matching";
import type { AdoptWeights, MatchingOverview } from "@market/shared";
import { MATCHING_ID, type MatchingDocument, type Models } from "@market/shared/models";
import { actorOf, type Caller } from "../caller.ts";
import { ApiError, type ErrorCode } from "../errors.ts";
import { presentMatching } from "./matching.presenter.ts";

/** More are kept; these are the ones somebody may still choose between. */
const SHOWN_VERSIONS = 50;

export async function describeMatching(models: Models, at: Date): Promise<MatchingOverview> {
  return present(models, await readMatching(models), at);
}

/** Puts a version of the weights in force, newer or older, and has everything matched anew by it. */
export async function adoptVersion(
  models: Models,
  { version, generation, pin }: AdoptWeights,
  caller: Caller,
  at: Date,
): Promise<MatchingOverview> {
  await readMatching(models);
  if (!(await models.WeightsVersion.exists({ _id: version }))) throw new ApiError("record.notFound");
  const adoption = { version, generation, isPinned: pin, actor: actorOf(caller) };
  return settle(models, await adoptWeights(models, adoption, at), "matching.staleGeneration", at);
}

export async function rematchAll(models: Models, caller: Caller, at: Date): Promise<MatchingOverview> {
  await readMatching(models);
  return settle(models, await requestRematch(models, actorOf(caller), at), "matching.rematchUnderWay", at);
}

/** Asks the indexers to learn from decisions; how it ends is shown where matching stands. */
export async function fitWeights(models: Models, caller: Caller, at: Date): Promise<MatchingOverview> {
  await readMatching(models);
  return settle(models, await requestFit(models, actorOf(caller), at), "matching.fitUnderWay", at);
}

async function readMatching(models: Models): Promise<MatchingDocument> {
  const matching = await models.Matching.findById(MATCHING_ID).lean();
  if (matching === null) throw new ApiError("matching.notBegun");
  return matching;
}

async function settle(
  models: Models,
  matching: MatchingDocument | null,
  refusal: ErrorCode,
  at: Date,
): Promise<MatchingOverview> {
  if (matching === null) throw new ApiError(refusal);
  return present(models, matching, at);
}

async function present(models: Models, matching: MatchingDocument, at: Date): Promise<MatchingOverview> {
  const { weightsVersion } = matching;
  const [latest, inForce] = await Promise.all([
    models.WeightsVersion.find({ _id: { $ne: weightsVersion } })
      .sort({ fittedAt: -1 })
      .limit(SHOWN_VERSIONS)
      .lean(),
    models.WeightsVersion.findById(weightsVersion).lean().orFail(),
  ]);
  const versions = [...latest, inForce].toSorted((a, b) => b.fittedAt.getTime() - a.fittedAt.getTime());
  return presentMatching(matching, versions, at);
}
