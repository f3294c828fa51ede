import { MATCHING_ID, type MatchingDocument, type Models } from "@market/shared/models";
import { shippedWeights, type Weights } from "../pairing/weights.ts";

/** The weights to score with, and the generation of the adoption that put them in force. */
interface WeightsInForce {
  generation: number;
  weights: Weights;
}

/** Follows which weights the market has adopted. */
export class WeightsWatch {
  readonly #models: Models;
  #inForce: WeightsInForce = { generation: 0, weights: shippedWeights };

  constructor(models: Models) {
    this.#models = models;
  }

  get inForce(): WeightsInForce {
    return this.#inForce;
  }

  /** Takes up what was adopted meanwhile, and tells how matching stands. */
  async refresh(): Promise<MatchingDocument> {
    const matching = await this.#models.Matching.findById(MATCHING_ID).lean().orFail();
    const { generation, weightsVersion } = matching;
    if (generation !== this.#inForce.generation) {
      this.#inForce = { generation, weights: await readWeights(this.#models, weightsVersion) };
    }
    return matching;
  }
}

/** Weights of a version as they are scored with. */
export async function readWeights(models: Models, version: string): Promise<Weights> {
  const kept = await models.WeightsVersion.findById(version).lean();
  if (kept === null) throw new Error(`weights ${version} are in force but not kept`);
  const setOf = (name: "passages" | "keywords") => ({ ...kept[name], version: `${version}/${name}` });
  return { version, passages: setOf("passages"), keywords: setOf("keywords"), learned: kept.learned };
}
