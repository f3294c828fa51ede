import { Matrix } from "ml-matrix";
import { seededRandom, shuffle } from "../evaluation/seeded-random.ts";

/** Unit vectors of one training pair: a complaint, what cures it, what sounds alike and does not. */
export interface PairVectors {
  symptom: Float32Array;
  method: Float32Array;
  near: Float32Array;
}

export interface AdapterOptions {
  rank: number;
  /** Of the squares of both matrices, beside the mean loss of a pair. */
  penalty: number;
  /** Passes over the pairs. */
  passes: number;
}

export interface AdapterMatrices {
  /** rank × dimensions */
  down: Matrix;
  /** dimensions × rank */
  up: Matrix;
}

const BATCH = 256;
/** How sharply likeness decides between candidates: the inverse of the softmax's temperature. */
const SHARPNESS = 20;
const LEARNING_RATE = 0.002;
const FIRST_MOMENT_DECAY = 0.9;
const SECOND_MOMENT_DECAY = 0.999;
const SEED = 20261124;

/**
 * Fits a correction of low rank under which each symptom is nearer to its method than to the methods and near misses
 * of the pairs it is trained with, and each method nearer to its symptom than to theirs (InfoNCE both ways, by Adam).
 */
export function trainAdapter(pairs: readonly PairVectors[], options: AdapterOptions): AdapterMatrices {
  const dimensions = pairs[0]!.symptom.length;
  const random = seededRandom(SEED);
  // From no correction at all: one side begins at zero, the other anywhere, so that the first can move.
  const down = new Parameter(Matrix.rand(options.rank, dimensions, { random }).sub(0.5).mul(0.1));
  const up = new Parameter(Matrix.zeros(dimensions, options.rank));
  for (let pass = 0; pass < options.passes; pass += 1) {
    const order = shuffle(pairs, SEED + pass);
    for (let start = 0; start < order.length; start += BATCH) {
      const batch = order.slice(start, start + BATCH);
      // A last batch of a few would weigh them too much.
      if (batch.length < BATCH / 2 && start > 0) break;
      const { symptoms, inner, onNeeds } = lossGradient(batch, down.value, up.value);
      const onInner = onNeeds.mmul(up.value);
      up.step(onNeeds.transpose().mmul(inner).add(Matrix.mul(up.value, options.penalty)));
      down.step(onInner.transpose().mmul(symptoms).add(Matrix.mul(down.value, options.penalty)));
    }
  }
  return { down: down.value, up: up.value };
}

/** The gradient of a batch's mean loss on the corrected, not yet normalised vectors of its symptoms. */
function lossGradient(batch: readonly PairVectors[], down: Matrix, up: Matrix) {
  const symptoms = toMatrix(batch.map(({ symptom }) => symptom));
  const methods = toMatrix(batch.map(({ method }) => method));
  const candidates = toMatrix([...batch.map(({ method }) => method), ...batch.map(({ near }) => near)]);
  const inner = symptoms.mmul(down.transpose());
  const corrected = inner.mmul(up.transpose()).add(symptoms);
  const lengths = corrected.to2DArray().map((row) => Math.hypot(...row));
  const needs = corrected.clone();
  for (const [row, length] of lengths.entries()) needs.mulRow(row, 1 / length);

  const bySymptom = softmaxError(needs.mmul(candidates.transpose()));
  const byMethod = softmaxError(methods.mmul(needs.transpose()));
  const onUnit = bySymptom
    .mmul(candidates)
    .add(byMethod.transpose().mmul(methods))
    .mul(SHARPNESS / batch.length);
  // Through the normalisation: what points along a vector does not turn it.
  const onNeeds = Matrix.zeros(batch.length, symptoms.columns);
  for (const [row, length] of lengths.entries()) {
    const gradient = onUnit.getRow(row);
    const unit = needs.getRow(row);
    const along = gradient.reduce((sum, value, index) => sum + value * unit[index]!, 0);
    onNeeds.setRow(
      row,
      gradient.map((value, index) => (value - along * unit[index]!) / length),
    );
  }
  return { symptoms, inner, onNeeds };
}

/** Of each row: the softmax of its likenesses, less what it should be, which is all of it on the diagonal. */
function softmaxError(likenesses: Matrix): Matrix {
  return new Matrix(
    likenesses.to2DArray().map((row, own) => {
      const highest = Math.max(...row);
      const weights = row.map((value) => Math.exp(SHARPNESS * (value - highest)));
      const total = weights.reduce((sum, value) => sum + value, 0);
      return weights.map((value, index) => value / total - (index === own ? 1 : 0));
    }),
  );
}

function toMatrix(vectors: readonly Float32Array[]): Matrix {
  return new Matrix(vectors.map((vector) => [...vector]));
}

/** A matrix that learns by Adam. */
class Parameter {
  value: Matrix;
  #steps = 0;
  readonly #mean: Matrix;
  readonly #square: Matrix;

  constructor(value: Matrix) {
    this.value = value;
    this.#mean = Matrix.zeros(value.rows, value.columns);
    this.#square = Matrix.zeros(value.rows, value.columns);
  }

  step(gradient: Matrix): void {
    this.#steps += 1;
    this.#mean.mul(FIRST_MOMENT_DECAY).add(Matrix.mul(gradient, 1 - FIRST_MOMENT_DECAY));
    this.#square.mul(SECOND_MOMENT_DECAY).add(Matrix.mul(gradient, 1 - SECOND_MOMENT_DECAY).mul(gradient));
    const mean = Matrix.div(this.#mean, 1 - FIRST_MOMENT_DECAY ** this.#steps);
    const deviation = Matrix.div(this.#square, 1 - SECOND_MOMENT_DECAY ** this.#steps).sqrt();
    this.value = Matrix.sub(this.value, mean.div(deviation.add(1e-8)).mul(LEARNING_RATE));
  }
}
