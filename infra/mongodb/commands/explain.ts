import type { Document } from "bson";
import { ensure } from "../errors.ts";
import type { Selection } from "../query/find-records.ts";
import { planSelection } from "../query/plan.ts";
import { parseSort } from "../query/sort-key.ts";
import type { Collection } from "../storage/collection.ts";
import { selectionOf } from "./aggregate.ts";
import { assertArguments } from "./arguments.ts";
import { type Command, collationOf, namespaceOf } from "./command.ts";

/** Tells by which index a find, or the leading stages of a pipeline, would be answered; runs nothing. */
export const explain: Command = ({ explain: command }, database, { catalog }) => {
  const name = Object.keys(command)[0] ?? "";
  ensure(name === "find" || name === "aggregate", "CommandNotFound", `Unknown command to explain: ${name}`);
  assertArguments(name, command);
  const namespace = namespaceOf(command, database);
  const collection = catalog.find(namespace);
  const { filter = {}, sort } =
    name === "find"
      ? { filter: command.filter, sort: parseSort(command.sort) }
      : selectionOf(command.pipeline).selection;
  const { hint } = command;
  const collation = collationOf(command.collation, collection);
  return {
    explainVersion: "1",
    queryPlanner: {
      namespace,
      parsedQuery: filter,
      winningPlan: describePlan(collection, { filter, sort, hint, collation }),
      rejectedPlans: [],
    },
    command,
    ok: 1,
  };
};

function describePlan(
  collection: Collection | undefined,
  { filter, sort, hint, collation }: Selection,
): Document {
  if (!collection) return { stage: "EOF" };
  const plans = collation ? [] : planSelection(collection, filter, sort ?? null, hint);
  const inputStages = plans.map(({ index, isReverse }) => ({
    stage: "IXSCAN",
    indexName: index.spec.name,
    keyPattern: index.spec.key,
    isMultiKey: index.isMultikey,
    direction: isReverse ? "backward" : "forward",
  }));
  const scan: Document =
    plans.length === 0
      ? { stage: "COLLSCAN", direction: "forward" }
      : { stage: "FETCH", inputStage: plans.length === 1 ? inputStages[0] : { stage: "OR", inputStages } };
  return sort && !plans[0]?.providesSort ? { stage: "SORT", sortPattern: sort, inputStage: scan } : scan;
}
