import type { Document } from "bson";
import { evaluateLet } from "../aggregation/expressions.ts";
import { fieldsRead } from "../aggregation/fields-read.ts";
import { assertStages, compilePipeline, type StageHost } from "../aggregation/stages.ts";
import { encode, isDocument, promote } from "../bson/codec.ts";
import { iteratorSource } from "../cursors.ts";
import { ensure, ServerError } from "../errors.ts";
import { findRecords, type Selection } from "../query/find-records.ts";
import { parseSort } from "../query/sort-key.ts";
import type { Collection } from "../storage/collection.ts";
import { writeOutput } from "./aggregate-output.ts";
import { openChangeStream } from "./change-stream.ts";
import { type Command, collationOf, namespaceOf, type ServerState } from "./command.ts";
import { collStatsStage } from "./statistics.ts";

export const aggregate: Command = async (body, database, state) => {
  const { pipeline, cursor } = body;
  ensure(isDocument(cursor), "FailedToParse", "The 'cursor' option is required");
  const isDatabaseWide = Number(body.aggregate) === 1;
  const namespace = isDatabaseWide ? `${database}.$cmd.aggregate` : namespaceOf(body, database);
  if (pipeline[0]?.$changeStream) {
    ensure(!isDatabaseWide, "Location40573", "$changeStream is only supported on a collection");
    return state.cursors.start(namespace, openChangeStream(pipeline, namespace, state), cursor.batchSize);
  }
  if (pipeline[0]?.$collStats) {
    const statistics = collStatsStage(state.catalog.findOrThrow(namespace), pipeline[0].$collStats);
    const results = compilePipeline(pipeline.slice(1), {})([statistics]).map(encode);
    return state.cursors.start(namespace, iteratorSource(results.values()), cursor.batchSize);
  }
  assertStages(pipeline);
  const collection = isDatabaseWide ? undefined : state.catalog.find(namespace);
  const last = pipeline[pipeline.length - 1] ?? {};
  const isWriting = "$out" in last || "$merge" in last;
  const stages = isWriting ? pipeline.slice(0, -1) : pipeline;
  const { hint } = body;
  const options = {
    hint,
    variables: evaluateLet(body.let),
    collation: collationOf(body.collation, collection),
  };
  const run = () => runPipeline(state, database, collection, stages, options);
  if (isWriting) await writeOutput(state, database, last, run);
  return state.cursors.start(namespace, iteratorSource(isWriting ? [].values() : run()), cursor.batchSize);
};

function* runPipeline(
  state: ServerState,
  database: string,
  collection: Collection | undefined,
  pipeline: Document[],
  options: Pick<Selection, "hint" | "variables" | "collation">,
): Generator<Buffer> {
  const { selection, rest } = selectionOf(pipeline);
  const run =
    rest.length === 0 ? null : compilePipeline(rest, { ...options, host: stageHost(state, database) });
  const records = findRecords(collection, { ...selection, ...options });
  if (!run) {
    for (const { bytes } of records) yield bytes;
    return;
  }
  const fields = fieldsRead(rest[0]!);
  const promoted = (function* () {
    for (const record of records) {
      yield promote(fields ? record.documentWith(fields) : record.document) as Document;
    }
  })();
  for (const document of run(promoted)) yield encode(document);
}

/** The leading stages that the store answers itself, by index where there is one. */
export function selectionOf(pipeline: Document[]): { selection: Selection; rest: Document[] } {
  const filters: Document[] = [];
  const selection: Selection = { filter: {} };
  let at = 0;
  for (; isDocument(pipeline[at]?.$match); at++) filters.push(pipeline[at]!.$match);
  if (isDocument(pipeline[at]?.$sort) && !hasComputedOrder(pipeline[at]!.$sort))
    selection.sort = parseSort(pipeline[at++]!.$sort);
  if (pipeline[at]?.$skip !== undefined) selection.skip = wholeNumber("$skip", pipeline[at++]!.$skip, 0);
  if (pipeline[at]?.$limit !== undefined) selection.limit = wholeNumber("$limit", pipeline[at++]!.$limit, 1);
  selection.filter = filters.length === 1 ? filters[0]! : filters.length === 0 ? {} : { $and: filters };
  return { selection, rest: pipeline.slice(at) };
}

function hasComputedOrder(sort: Document): boolean {
  return Object.values(sort).some(isDocument);
}

function wholeNumber(stage: string, value: unknown, least: number): number {
  const number = Number(value);
  if (Number.isInteger(number) && number >= least) return number;
  ensure(stage !== "$limit" || number !== 0, "Location15958", "the limit must be positive");
  throw new ServerError("Location5107201", `Expected a non-negative number in ${stage}: ${String(value)}`);
}

function stageHost({ catalog }: ServerState, database: string): StageHost {
  return {
    read: (name, filter = {}) => {
      const found: Document[] = [];
      for (const { document } of findRecords(catalog.find(`${database}.${name}`), { filter })) {
        found.push(promote(document) as Document);
      }
      return found;
    },
  };
}
