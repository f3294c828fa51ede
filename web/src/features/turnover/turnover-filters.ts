import {
  type TurnoverDimension,
  type TurnoverGroup,
  type TurnoverQuery,
  turnoverDimensions,
} from "@market/shared";

export const turnoverFilterNames = ["from", "to", "asOf", "basis", "date", "by", "view"] as const;
export type TurnoverFilterValues = Partial<Record<(typeof turnoverFilterNames)[number], string>>;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The query that an address asks for, without what the api would refuse; grouped by month unless told otherwise. */
export function turnoverQueryOf(values: TurnoverFilterValues): TurnoverQuery & { by: string } {
  const { from = "", to = "", asOf = "", by } = values;
  const dimensions = turnoverDimensions.filter((dimension) => by?.split(",").includes(dimension));
  return {
    ...(DAY.test(from) && { from }),
    ...(DAY.test(to) && { to }),
    ...(!Number.isNaN(Date.parse(asOf)) && { asOf: new Date(asOf).toISOString() }),
    ...(values.basis === "absorption" && { basis: "absorption" }),
    ...(values.date === "signed" && { date: "signed" }),
    by: dimensions.length === 0 ? "month" : dimensions.join(","),
  };
}

export function dimensionsOf(query: { by: string }): TurnoverDimension[] {
  return query.by.split(",") as TurnoverDimension[];
}

/**
 * The list of contracts behind a group: registered ones of its month, type, field and party. `null` where the list
 * cannot ask for the group, as for places and for periods by day of signing.
 */
export function contractsPathOf(key: TurnoverGroup["key"], query: TurnoverQuery): string | null {
  if (key.district !== undefined) return null;
  if (query.date === "signed" && (key.month ?? query.from ?? query.to) !== undefined) return null;
  const month = key.month;
  const from = latest(month && `${month}-01`, query.from);
  const to = earliest(month && lastDayOf(month), query.to);
  const party = key.seller ?? key.buyer;
  const search = new URLSearchParams({ status: "registered" });
  for (const [name, value] of Object.entries({
    type: key.type,
    field: key.field,
    text: party,
    registeredFrom: from,
    registeredTo: to,
  })) {
    if (value !== undefined && value !== "") search.set(name, value);
  }
  return `/contracts?${search}`;
}

function lastDayOf(month: string): string {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

function latest(...days: (string | undefined)[]): string | undefined {
  return days
    .filter((day) => day !== undefined && day !== "")
    .sort()
    .at(-1);
}

function earliest(...days: (string | undefined)[]): string | undefined {
  return days.filter((day) => day !== undefined && day !== "").sort()[0];
}
