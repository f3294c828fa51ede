import {
  dayOf,
  keyNameOf,
  type TurnoverDimension,
  type TurnoverGroup,
  type TurnoverQuery,
  turnoverDimensions,
} from "@market/shared";

/** Keys that the page is narrowed to, by the dimension's name in the address. */
const keyNames = turnoverDimensions.map(keyNameOf);

export const turnoverFilterNames = [
  "from",
  "to",
  "period",
  "asOf",
  "basis",
  "date",
  "by",
  "view",
  "corrections",
  ...keyNames,
] as const;
export type TurnoverFilterName = (typeof turnoverFilterNames)[number];
export type TurnoverFilterValues = Partial<Record<TurnoverFilterName, string>>;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** How an address says “not stated”, since an empty value leaves it. */
const NOT_STATED = "-";

/**
 * The query that an address asks for, without what the api would refuse: the running year by month unless told
 * otherwise, all years with `period=all`.
 */
export function turnoverQueryOf(values: TurnoverFilterValues, today: string): TurnoverQuery & { by: string } {
  const { from = "", to = "", asOf = "", by } = values;
  const dimensions = turnoverDimensions.filter((dimension) => by?.split(",").includes(dimension));
  const instant = Number.isNaN(Date.parse(asOf)) ? undefined : new Date(asOf);
  const year = (instant === undefined ? today : dayOf(instant)).slice(0, "YYYY".length);
  const isPeriodChosen = DAY.test(from) || DAY.test(to) || values.period === "all";
  return {
    ...(!isPeriodChosen && { from: `${year}-01-01` }),
    ...(DAY.test(from) && { from }),
    ...(DAY.test(to) && { to }),
    ...(instant !== undefined && { asOf: instant.toISOString() }),
    ...(values.basis === "absorption" && { basis: "absorption" }),
    ...(values.date === "signed" && { date: "signed" }),
    ...keysOf(values),
    by: dimensions.length === 0 ? "month" : dimensions.join(","),
  };
}

function keysOf(values: TurnoverFilterValues): Pick<TurnoverQuery, (typeof keyNames)[number]> {
  return Object.fromEntries(
    keyNames.flatMap((name) => {
      const value = values[name];
      return value === undefined ? [] : [[name, value === NOT_STATED ? "" : value]];
    }),
  );
}

export function dimensionsOf(query: { by: string }): TurnoverDimension[] {
  return query.by.split(",") as TurnoverDimension[];
}

/** The records behind a figure: those of the query, narrowed to a group's key. */
export function recordsPathOf(
  query: TurnoverQuery,
  key: TurnoverGroup["key"] = {},
  { onlyCorrections = false } = {},
): string {
  const { by: _, ...filters } = query;
  return `/turnover/records?${addressOf({ ...filters, ...keysOfGroup(key), ...(onlyCorrections && { corrections: "true" }) })}`;
}

/** The same table within one of its groups, by month or else by type where nothing is left to group by. */
export function narrowedPathOf(query: TurnoverQuery & { by: string }, key: TurnoverGroup["key"]): string {
  const isNarrowed = (dimension: TurnoverDimension) =>
    key[dimension] !== undefined || query[keyNameOf(dimension)] !== undefined;
  const left = dimensionsOf(query).filter((dimension) => !isNarrowed(dimension));
  const next = (["month", "type", "field", "seller"] as const).find((dimension) => !isNarrowed(dimension));
  const by = left.length > 0 ? left.join(",") : (next ?? "buyer");
  return `/turnover?${addressOf({ ...query, ...keysOfGroup(key), by })}`;
}

function keysOfGroup(key: TurnoverGroup["key"]): Record<string, string> {
  return Object.fromEntries(Object.entries(key).map(([dimension, value]) => [`key.${dimension}`, value]));
}

function addressOf(query: Readonly<Record<string, string | undefined>>): URLSearchParams {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) search.set(name, value === "" ? NOT_STATED : value);
  }
  if (!search.has("from") && !search.has("to")) search.set("period", "all");
  return search;
}
