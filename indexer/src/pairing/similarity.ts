import { dot, toUnitVector } from "../embedding/vector.ts";

/** The best pair that one side's passage found on the other side. */
interface PassageMatch {
  demand: number;
  result: number;
  similarity: number;
}

export interface PassageComparison {
  /** How alike the two texts are, -1 to 1: by their best passages, and as wholes. */
  similarity: number;
  /** The two best pairs of different demand passages, best first, by index. */
  best: PassageMatch[];
}

const SHOWN_MATCHES = 2;
/**
 * How much the passages count against the wholes. Passages find the one sentence that answers; wholes are not taken in
 * by one sentence that shares its words and nothing else. On the judged sets either alone ranks worse.
 */
const PASSAGES_SHARE = 0.5;

/**
 * Compares two texts passage by passage (late interaction): each passage counts by the one of the other side that
 * says it best, so that a long text is not blurred into one vector; and as wholes, by the direction in which all
 * passages together point. Vectors are of unit length.
 */
export function comparePassages(
  demand: readonly Float32Array[],
  result: readonly Float32Array[],
): PassageComparison {
  const bestOfResult = result.map(() => Number.NEGATIVE_INFINITY);
  const matches = demand.map((vector, demandIndex): PassageMatch => {
    const best: PassageMatch = { demand: demandIndex, result: 0, similarity: Number.NEGATIVE_INFINITY };
    for (const [resultIndex, other] of result.entries()) {
      const similarity = dot(vector, other);
      bestOfResult[resultIndex] = Math.max(bestOfResult[resultIndex]!, similarity);
      if (similarity > best.similarity) Object.assign(best, { result: resultIndex, similarity });
    }
    return best;
  });
  const byPassages = (mean(matches.map(({ similarity }) => similarity)) + mean(bestOfResult)) / 2;
  const byWholes = dot(directionOf(demand), directionOf(result));
  return {
    similarity: PASSAGES_SHARE * byPassages + (1 - PASSAGES_SHARE) * byWholes,
    best: matches.toSorted((a, b) => b.similarity - a.similarity).slice(0, SHOWN_MATCHES),
  };
}

/** Of the strangers, these may be no strangers at all. */
const KIN_SHARE = 0.05;

/**
 * How alike a text is to texts that have nothing to do with it. Some texts lie near everything, and every model
 * has its own floor: likeness only counts above this.
 */
export function similarityToStrangers(
  vectors: readonly Float32Array[],
  strangers: readonly Float32Array[],
): number {
  const similarities = strangers
    .map((stranger) => comparePassages(vectors, [stranger]).similarity)
    .toSorted((a, b) => a - b);
  return mean(similarities.slice(0, Math.ceil(similarities.length * (1 - KIN_SHARE))));
}

/** The unit vector in the direction of the sum. */
function directionOf(vectors: readonly Float32Array[]): Float32Array {
  if (vectors.length === 1) return vectors[0]!;
  const sum = new Float32Array(vectors[0]!.length);
  for (const vector of vectors) {
    for (let index = 0; index < sum.length; index += 1) sum[index]! += vector[index]!;
  }
  return toUnitVector(sum);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
