import { shuffle } from "../evaluation/seeded-random.ts";
import { groupBy } from "../group-by.ts";

/** What a fit may see, and what it is then judged on. */
export interface Fold<Item> {
  training: Item[];
  heldOut: Item[];
}

const SEED = 6;

/**
 * Parts needs into folds, every kind spread evenly over them; the same needs always into the same folds. Whole
 * needs, since pairs of one need in both parts would let a fit see what it is judged on.
 */
export function foldsOf<Item extends { kind: string | null }>(
  items: readonly Item[],
  count: number,
): Fold<Item>[] {
  if (count < 2 || count > items.length) {
    throw new Error(`${items.length} needs cannot be parted into ${count} folds`);
  }
  const byKind = groupBy(items, ({ kind }) => kind);
  const dealt = [...byKind.values()].flatMap((ofKind) => shuffle(ofKind, SEED));
  return Array.from({ length: count }, (_, fold) => ({
    training: dealt.filter((__, index) => index % count !== fold),
    heldOut: dealt.filter((__, index) => index % count === fold),
  }));
}
