import type { Document } from "bson";
import { compilePipeline } from "../aggregation/stages.ts";
import type { Change } from "../change-log.ts";
import type { BatchSource } from "../cursors.ts";
import { ensure } from "../errors.ts";
import { findRecords } from "../query/find-records.ts";
import type { ServerState } from "./command.ts";

const UNSUPPORTED_OPTIONS = ["fullDocumentBeforeChange", "showExpandedEvents", "allChangesForCluster"];

/** Opens a `$changeStream` on a collection. It tells that something changed; documents are read when it is told. */
export function openChangeStream(
  pipeline: Document[],
  namespace: string,
  { catalog, changes }: ServerState,
): BatchSource {
  const [{ $changeStream: options }, ...stages] = pipeline as [Document, ...Document[]];
  for (const name of UNSUPPORTED_OPTIONS) {
    const value = options[name];
    const isPlain = [undefined, false, "off", "default"].includes(value);
    ensure(isPlain, "InvalidOptions", `$changeStream option '${name}' is not supported`);
  }
  const transform = stages.length === 0 ? null : compilePipeline(stages, {});
  const looksUp = options.fullDocument === "updateLookup";
  const [db, ...collection] = namespace.split(".");
  const ns = { db, coll: collection.join(".") };
  const lookUp = (documentKey: Document | undefined): Document | null => {
    const [current] = findRecords(catalog.find(namespace), { filter: { ...documentKey }, limit: 1 });
    return current?.document ?? null;
  };
  const present = ({ kind, at, documentKey, document, updateDescription }: Change): Document | null => {
    const hasDocument = kind === "insert" || kind === "replace" || (kind === "update" && looksUp);
    const event: Document = {
      operationType: kind,
      clusterTime: at,
      wallTime: new Date(at.getHighBitsUnsigned() * 1000),
      ...(hasDocument ? { fullDocument: document ?? lookUp(documentKey) } : {}),
      ...(kind === "invalidate" ? {} : { ns }),
      documentKey,
      updateDescription,
    };
    return transform ? (transform([event])[0] ?? null) : event;
  };
  return changes.follow(namespace, options.resumeAfter ?? options.startAfter, present);
}
