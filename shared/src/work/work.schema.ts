import { type Static, Type } from "typebox";
import { InstantSchema, NullableInstantSchema } from "../calendar.ts";
import { IdSchema } from "../identifier.ts";
import { NullableTextSchema } from "../text.ts";

/** A piece of background work that is not done: what it is about, when it is due, and why it failed last. */
export const WorkItemSchema = Type.Object({
  kind: Type.Enum(["demand", "result", "pairing", "contract"]),
  id: IdSchema,
  title: Type.String(),
  task: Type.Enum(["index", "announce"]),
  dueAt: NullableInstantSchema,
  attempts: Type.Integer(),
  lastError: NullableTextSchema,
});
export type WorkItem = Static<typeof WorkItemSchema>;

export const WorkOverviewSchema = Type.Object({
  pending: Type.Integer(),
  failing: Type.Integer(),
  keywordsOnly: Type.Integer({ description: "published texts searched by keywords until the model is back" }),
  items: Type.Array(WorkItemSchema, { description: "failing first, then the longest due; at most 100" }),
  workers: Type.Array(Type.Object({ id: Type.String(), seenAt: InstantSchema, doing: NullableTextSchema })),
  asOf: InstantSchema,
});
export type WorkOverview = Static<typeof WorkOverviewSchema>;

export const RetryWorkSchema = Type.Object(
  { kind: Type.Optional(Type.Enum(["demand", "result"])), id: Type.Optional(IdSchema) },
  {
    additionalProperties: false,
    description: "one text by kind and id, or everything that failed",
    // An id names a text only within its kind.
    dependentRequired: { id: ["kind"] },
  },
);
export type RetryWork = Static<typeof RetryWorkSchema>;

export const DependencySchema = Type.Object({
  name: Type.Enum(["mongodb", "meilisearch", "embeddings", "indexer"]),
  state: Type.Enum(["ok", "degraded", "down"]),
  detail: Type.String(),
});
export type Dependency = Static<typeof DependencySchema>;

export const ReadinessSchema = Type.Object({
  status: Type.Enum(["ok", "degraded", "down"]),
  dependencies: Type.Array(DependencySchema),
});
export type Readiness = Static<typeof ReadinessSchema>;
