export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += a[index]! * b[index]!;
  return sum;
}

/** The same direction at length one; all zeros stay so. */
export function toUnitVector(values: readonly number[] | Float32Array): Float32Array {
  let sum = 0;
  for (const value of values) sum += value * value;
  const length = Math.sqrt(sum);
  return Float32Array.from(values, (value) => (length === 0 ? 0 : value / length));
}
