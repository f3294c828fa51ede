/** One observation: its features, and how true what is to be predicted is of it, 0 to 1. */
export interface Observation {
  features: readonly number[];
  target: number;
  /** Log-odds that are known beforehand, to which the fitted part is added. */
  offset?: number;
}

export interface LogisticOptions {
  /** Without it, log-odds are the offset alone where all features are 0. */
  hasIntercept?: boolean;
}

export interface LogisticModel {
  /** One a feature, none below zero. */
  weights: number[];
  intercept: number;
}

const MAX_STEPS = 100;
const MAX_HALVINGS = 30;
const SWEEPS = 200;
/** Of the loss: below this a step has gained nothing. */
const TOLERANCE = 1e-10;

/**
 * Logistic regression whose weights are kept from falling below zero: a factor that a broker reads as speaking for a
 * pairing must never speak against it. Minimises the sum of log losses + penalty/2 · Σ weight², the intercept free
 * of both, by Newton steps, each solved under the bounds by coordinate descent.
 */
export function fitLogistic(
  observations: readonly Observation[],
  penalty: number,
  { hasIntercept = true }: LogisticOptions = {},
): LogisticModel {
  const size = observations[0]?.features.length ?? 0;
  // The intercept comes last, as the weight of a feature that is always 1.
  let parameters: number[] = Array.from({ length: size + 1 }, () => 0);
  let loss = lossAt(parameters, observations, penalty);
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const direction = newtonDirection(parameters, observations, penalty, hasIntercept);
    const next = searchLine(parameters, direction, loss, observations, penalty);
    if (next === null) break;
    const gained = loss - next.loss;
    ({ parameters, loss } = next);
    if (gained <= TOLERANCE * (1 + Math.abs(loss))) break;
  }
  return { weights: parameters.slice(0, size), intercept: parameters[size]! };
}

export function predict({ weights, intercept }: LogisticModel, features: readonly number[]): number {
  return sigmoid(weights.reduce((sum, weight, index) => sum + weight * features[index]!, intercept));
}

/** Mean log loss of a prediction, in nats. */
export function logLoss(pairs: readonly { predicted: number; target: number }[]): number {
  const total = pairs.reduce((sum, { predicted, target }) => {
    const kept = Math.min(1 - 1e-9, Math.max(1e-9, predicted));
    return sum - target * Math.log(kept) - (1 - target) * Math.log(1 - kept);
  }, 0);
  return total / pairs.length;
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}

function logOddsOf(parameters: readonly number[], { features, offset = 0 }: Observation): number {
  const start = offset + parameters.at(-1)!;
  return features.reduce((sum, feature, index) => sum + feature * parameters[index]!, start);
}

function lossAt(
  parameters: readonly number[],
  observations: readonly Observation[],
  penalty: number,
): number {
  const weights = parameters.slice(0, -1);
  const penalised = (penalty / 2) * weights.reduce((sum, weight) => sum + weight ** 2, 0);
  return observations.reduce((sum, observation) => {
    const z = logOddsOf(parameters, observation);
    // log(1 + e^z) - target · z, without overflow.
    return sum + Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - observation.target * z;
  }, penalised);
}

/** The step to the minimum of the quadratic that touches the loss here, no weight falling below zero on the way. */
function newtonDirection(
  parameters: readonly number[],
  observations: readonly Observation[],
  penalty: number,
  hasIntercept: boolean,
): number[] {
  const { gradient, hessian } = derivatives(parameters, observations, penalty);
  const direction = parameters.map(() => 0);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    for (const [index, row] of hessian.entries()) {
      const slope = row.reduce((sum, curve, other) => sum + curve * direction[other]!, gradient[index]!);
      const wanted = direction[index]! - slope / row[index]!;
      const isIntercept = index === parameters.length - 1;
      if (!isIntercept) direction[index] = Math.max(-parameters[index]!, wanted);
      else if (hasIntercept) direction[index] = wanted;
    }
  }
  return direction;
}

function derivatives(parameters: readonly number[], observations: readonly Observation[], penalty: number) {
  const last = parameters.length - 1;
  const gradient = parameters.map((weight, index) => (index === last ? 0 : penalty * weight));
  const hessian = parameters.map((_, row) =>
    // The smallest of curvatures keeps a feature that never varies from being divided by zero.
    parameters.map((__, column) => (row === column ? (row === last ? 0 : penalty) + 1e-9 : 0)),
  );
  for (const observation of observations) {
    const { features, target } = observation;
    const predicted = sigmoid(logOddsOf(parameters, observation));
    const curvature = predicted * (1 - predicted);
    const values = [...features, 1];
    for (const [row, value] of values.entries()) {
      gradient[row]! += (predicted - target) * value;
      for (const [column, other] of values.entries()) hessian[row]![column]! += curvature * value * other;
    }
  }
  return { gradient, hessian };
}

/** Halves the step until it gains; `null` where no step does. */
function searchLine(
  parameters: readonly number[],
  direction: readonly number[],
  loss: number,
  observations: readonly Observation[],
  penalty: number,
): { parameters: number[]; loss: number } | null {
  for (let halving = 0; halving < MAX_HALVINGS; halving += 1) {
    const next = parameters.map((value, index) => value + direction[index]! * 0.5 ** halving);
    const nextLoss = lossAt(next, observations, penalty);
    if (nextLoss < loss) return { parameters: next, loss: nextLoss };
  }
  return null;
}
