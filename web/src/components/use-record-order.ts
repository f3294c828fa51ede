import { useState } from "react";
import type { RecordColumn } from "./record-columns.ts";

export type Direction = "ascending" | "descending";

interface Order {
  key: string;
  direction: Direction;
}

/** Records in the order of a column the reader chose, as given until then; choosing goes up, down, and back to as given. */
export function useRecordOrder<Item>(items: readonly Item[], columns: readonly RecordColumn<Item>[]) {
  const [order, setOrder] = useState<Order | null>(null);
  const compare = columns.find(({ key }) => key === order?.key)?.compare;
  const sign = order?.direction === "descending" ? -1 : 1;
  return {
    ordered: compare === undefined ? items : [...items].sort((one, other) => sign * compare(one, other)),
    directionOf: (key: string): Direction | undefined => (order?.key === key ? order.direction : undefined),
    orderBy: (key: string) =>
      setOrder((last) => {
        if (last?.key !== key) return { key, direction: "ascending" };
        return last.direction === "ascending" ? { key, direction: "descending" } : null;
      }),
  };
}
