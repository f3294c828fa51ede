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
import { promote } from "../bson/codec.ts";
import { ServerError } from "../errors.ts";
import { compileFilter } from "../query/filter.ts";
import { compileProjection } from "../query/projection.ts";
import { compileSortKey, parseSort } from "../query/sort-key.ts";

/** Where stages that name another collection read from and write to. */
export interface StageHost {
  /** All documents of a collection, promoted for expressions; with a filter, those that match. */
  read(collection: string, filter?: Document): Document[];
}

export interface PipelineOptions {
  /** What expressions know as `$$name`. */
  variables?: Document;
  host?: StageHost;
}

type Stage = (input: Iterator, spec: AnyObject, options: Options) => Iterator;

const $match: Stage = (input, spec, options) => {
  const matches = compileFilter(spec, { ...options.variables, ...localVariables(options) });
  return input.filter((document) => matches(document as Document));
};

const $sort: Stage = (input, spec) => {
  const sort = parseSort(spec);
  if (!sort) throw new ServerError("Location15976", "$sort stage must have at least one sort key");
  const keyOf = compileSortKey(sort);
  return input.transform<Document>((documents) => {
    const keyed = documents.map((document) => ({ document, key: keyOf(document) }));
    keyed.sort((left, right) => Buffer.compare(left.key, right.key));
    return Lazy(keyed.map(({ document }) => document));
  });
};

const $project: Stage = (input, spec, options) => {
  const project = compileProjection(spec, {}, { ...options.variables, ...localVariables(options) });
  if (!project)
    throw new ServerError(
      "Location51272",
      "Invalid $project :: caused by :: projection specification must have at least one field",
    );
  return input.map((document) => project(document as Document));
};

function localVariables(options: Options): Document | undefined {
  return (options as { local?: { variables?: Document } }).local?.variables;
}

/** A join that asks the store for the matching documents rather than reading the other collection whole. */
function lookupStage(host: StageHost): Stage {
  return (input, spec, options) => {
    const { from, localField, foreignField, as, pipeline = [], let: bindings = {} } = spec as Document;
    if (typeof as !== "string")
      throw new ServerError("FailedToParse", "must specify 'as' field for a $lookup");
    if (typeof from !== "string")
      throw new ServerError("FailedToParse", "must specify 'from' field for a $lookup");
    if ((localField === undefined) !== (foreignField === undefined)) {
      throw new ServerError(
        "FailedToParse",
        "$lookup requires both or neither of 'localField' and 'foreignField' to be specified",
      );
    }
    return input.map((document) => {
      const variables = bindVariables(document as Document, bindings as Document, options);
      const filter =
        foreignField === undefined
          ? undefined
          : { [foreignField]: { $in: localValues(document as Document, localField) } };
      const found = host.read(from, filter);
      const joined = pipeline.length === 0 ? found : compilePipeline(pipeline, { host, variables })(found);
      return withField(document as Document, as, joined);
    });
  };
}

function bindVariables(document: Document, bindings: Document, options: Options): Document {
  const outer = { ...options.variables, ...localVariables(options) };
  if (Object.keys(bindings).length === 0) return outer;
  const [bound] = compilePipeline([{ $replaceWith: bindings }], { variables: outer })([document]);
  return { ...outer, ...bound };
}

function localValues(document: Document, path: string): unknown[] {
  const [{ value }] = compilePipeline([{ $project: { _id: 0, value: `$${path}` } }], {})([document]) as [
    Document,
  ];
  if (value === undefined) return [null];
  return Array.isArray(value) ? value.flat() : [value];
}

function withField(document: Document, path: string, value: unknown): Document {
  const [name, ...rest] = path.split(".") as [string, ...string[]];
  if (rest.length === 0) return { ...document, [name]: value };
  return { ...document, [name]: withField((document[name] ?? {}) as Document, rest.join("."), value) };
}

const CONTEXT = Context.init({
  accumulator: accumulators,
  expression: expressions,
  pipeline: {
    ...pipelineStages,
    $match: $match as never,
    $sort: $sort as never,
    $project: $project as never,
  },
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
  const context = host
    ? Context.from(Context.init({ pipeline: { $lookup: lookupStage(host) as never } }), CONTEXT)
    : CONTEXT;
  const aggregator = new Aggregator(stages, {
    context,
    variables,
    scriptEnabled: false,
    collectionResolver: host && ((name) => host.read(name)),
  });
  return (documents) => {
    try {
      return aggregator.run<Document>(documents);
    } catch (error) {
      throw worded(error);
    }
  };
}

/** The values of a command's `let`, each an expression without a document. */
export function evaluateLet(bindings: Document | undefined): Document | undefined {
  if (!bindings || Object.keys(bindings).length === 0) return undefined;
  return compilePipeline([{ $replaceWith: promote(bindings) }], {})([{}])[0];
}

/** Refuses what is no stage, before anything is read. */
export function assertStages(stages: Document[]): void {
  for (const stage of stages) {
    const names = typeof stage === "object" && stage !== null ? Object.keys(stage) : [];
    if (names.length !== 1) {
      throw new ServerError(
        "Location40323",
        "A pipeline stage specification object must contain exactly one field.",
      );
    }
    const name = names[0]!;
    if (!(name in pipelineStages) || UNSUPPORTED_STAGES.has(name)) {
      throw new ServerError("Location40324", `Unrecognized pipeline stage name: '${name}'`);
    }
  }
}

/** mingo's words for what the server refuses by code. */
function worded(error: unknown): unknown {
  if (error instanceof ServerError || !(error instanceof Error)) return error;
  const stage = /unregistered pipeline operator (\S+)\.$/.exec(error.message)?.[1];
  if (stage) return new ServerError("Location40324", `Unrecognized pipeline stage name: '${stage}'`);
  const expression = /^accumulator '(\$\S+)' is not registered/.exec(error.message)?.[1];
  if (expression) return new ServerError("Location168", `Unrecognized expression '${expression}'`);
  const variable = /^Use of undefined variable: (\S+)/.exec(error.message)?.[1];
  if (variable) return new ServerError("Location17276", `Use of undefined variable: ${variable}`);
  return new ServerError("BadValue", error.message);
}
