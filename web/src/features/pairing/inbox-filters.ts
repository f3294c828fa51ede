import {
  type Field,
  fields,
  type PairingQuery,
  type PairingStatus,
  PairingStatusSchema,
} from "@market/shared";

export const inboxFilterNames = ["show", "status", "field", "minScore", "sort", "id"] as const;
export type InboxFilterValues = Partial<Record<(typeof inboxFilterNames)[number], string>>;

/** What the inbox shows: pairings nobody has claimed, the reader's own, or all that are open. */
export const inboxViews = ["proposed", "mine", "all"] as const;
export type InboxView = (typeof inboxViews)[number];

export function inboxViewOf(values: InboxFilterValues): InboxView {
  return inboxViews.find((view) => view === values.show) ?? "proposed";
}

/** The query that an address asks for; what the api would refuse in it is left out, addresses being typed by hand too. */
export function inboxQueryOf(values: InboxFilterValues): PairingQuery {
  const view = inboxViewOf(values);
  const status = view === "proposed" ? "proposed" : statusOf(values.status);
  const field = fields.entries.find(({ code }) => code === values.field)?.code satisfies Field | undefined;
  const minScore = Number(values.minScore);
  return {
    ...(status !== undefined && { status }),
    ...(view === "mine" && { mine: true }),
    ...(field !== undefined && { field }),
    ...(minScore > 0 && minScore <= 1 && { minScore }),
    ...(values.sort === "newest" && { sort: "newest" }),
  };
}

function statusOf(value: string | undefined): PairingStatus | undefined {
  return PairingStatusSchema.enum.find((status) => status === value);
}
