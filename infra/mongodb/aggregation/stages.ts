import type { Document } from "bson";
import { Context } from "mingo";
import { Aggregator } from "mingo/aggregator";
import { type Iterator, Lazy } from "mingo/lazy";
import * as accumulators from "mingo/operators/accumulator";
import * as expressions from "mingo/operators/expression";
import * as pipelineStages from "mingo/operators/pipeline";
import * as projections from "mingo/operators/projection";
import * as queryOperators from "mingo/operators/query";
import * as windows from "mingo/operators/window";
import type { AnyObject, Options } from "mingo/types";
import type { Compare } from "../bson/collation.ts";
import { valuesAt } from "../bson/path.ts";
import { ensure } from "../errors.ts";
import { compileFilter, type FilterContext } from "../query/filter.ts";
import { compileProjection } from "../query/projection.ts";
import { compileSort, parseSort } from "../query/sort-key.ts";
import { evaluateLet, inServerWords } from "./expressions.ts";

/** Where stages that name another collection read from and write to. */
export interface StageHost {
  /** All documents of a collection, promoted for expressions; with a filter, those that match. */
  read(collection: string, filter?: Document): Document[];
}

export interface PipelineOptions extends FilterContext {
  host?: StageHost;
}

type Stage = (input: Iterator, spec: AnyObject, options: Options) => Iterator;

/** The stages that answer as the server does where mingo's own would not. */
function serverStages({ host, collation }: PipelineOptions): Record<string, Stage> {
  return {
    $match: (input, spec, options) => {
      const matches = compileFilter(spec, { collation, variables: variablesOf(options) });
      return input.filter((document) => matches(document as Document));
    },
    $sort: (input, spec) => {
      const sort = parseSort(spec);
      ensure(sort, "Location15976", "$sort stage must have at least one sort key");
      const { keyOf, compare } = compileSort(sort, collation);
      return input.transform<Document>((documents) => {
        const keyed = documents.map((document) => ({ document, key: keyOf(document) }));
        keyed.sort((left, right) => compare(left.key, right.key));
        return Lazy(keyed.map(({ document }) => document));
      });
    },
    $project: (input, spec, options) => {
      const project = compileProjection(spec, {}, variablesOf(options));
      ensure(project, "Location51272", "Invalid $project: it must have at least one field");
      return input.map((document) => project(document as Document));
    },
    ...(host ? { $lookup: lookupStage(host, collation) } : {}),
  };
}

function variablesOf(options: Options): Document {
  return { ...options.variables, ...(options as { local?: { variables?: Document } }).local?.variables };
}

/** A join that asks the store for the matching documents rather than reading the other collection whole. */
function lookupStage(host: StageHost, collation?: Compare): Stage {
  return (input, spec, options) => {
    const { from, localField, foreignField, as, pipeline = [], let: bindings = {} } = spec as Document;
    for (const [name, value] of Object.entries({ as, from })) {
      ensure(typeof value === "string", "FailedToParse", `must specify '${name}' field for a $lookup`);
    }
    ensure(!localField === !foreignField, "FailedToParse", "$lookup takes both fields or neither");
    return input.map((document) => {
      const variables = evaluateLet(bindings, document as Document, variablesOf(options));
      const filter =
        foreignField === undefined
          ? undefined
          : { [foreignField]: { $in: localValues(document as Document, localField.split(".")) } };
      const found = host.read(from, filter);
      const join = pipeline.length > 0 && compilePipeline(pipeline, { host, variables, collation });
      return withField(document as Document, as, join ? join(found) : found);
    });
  };
}

/** What a join looks for: every value that the path reaches, null where there is none. */
function localValues(document: Document, path: string[]): unknown[] {
  const values = valuesAt(document, path).flat();
  return values.length > 0 ? values.map((value) => value ?? null) : [null];
}

function withField(document: Document, path: string, value: unknown): Document {
  const [name, ...rest] = path.split(".") as [string, ...string[]];
  if (rest.length === 0) return { ...document, [name]: value };
  return { ...document, [name]: withField((document[name] ?? {}) as Document, rest.join("."), value) };
}

const CONTEXT = Context.init({
  accumulator: accumulators,
  expression: expressions,
  pipeline: pipelineStages,
  projection: projections,
  query: queryOperators,
  window: windows,
});

const UNSUPPORTED_STAGES = new Set([
  "$geoNear",
  "$search",
  "$searchMeta",
  "$vectorSearch",
  "$collStats",
  "$planCacheStats",
]);

/** Compiles stages into a function over promoted documents. */
export function compilePipeline(
  stages: Document[],
  options: PipelineOptions,
): (documents: Iterable<Document>) => Document[] {
  assertStages(stages);
  const { host, variables } = options;
  const context = Context.from(Context.init({ pipeline: serverStages(options) as never }), CONTEXT);
  const aggregator = new Aggregator(stages, {
    context,
    variables,
    scriptEnabled: false,
    collectionResolver: host && ((name) => host.read(name)),
  });
  return (documents) => inServerWords(() => aggregator.run<Document>(documents));
}

/** Refuses what is no stage, before anything is read. */
export function assertStages(stages: Document[]): void {
  for (const stage of stages) {
    const names = typeof stage === "object" && stage !== null ? Object.keys(stage) : [];
    ensure(names.length === 1, "Location40323", "A pipeline stage must contain exactly one field.");
    const name = names[0]!;
    ensure(
      name in pipelineStages && !UNSUPPORTED_STAGES.has(name),
      "Location40324",
      `Unrecognized pipeline stage name: '${name}'`,
    );
  }
}
