import {
  type ImportKindName,
  type ImportReport,
  type ImportRun,
  type ImportRunQuery,
  importRunStateAt,
  MAX_KEPT_IMPORT_ERRORS,
  type Page,
} from "@market/shared";
import type { ImportRunDocument, Models } from "@market/shared/models";
import type { Types } from "mongoose";
import { actorOf, type Caller } from "../caller.ts";
import { ApiError } from "../errors.ts";

export type StoredImportRun = ImportRunDocument & { _id: Types.ObjectId };

/** The sheet that an import starts from. */
interface ImportedFile {
  kind: ImportKindName;
  fileName: string;
  sha256: string;
  rows: number;
}

export async function startRun(
  models: Models,
  caller: Caller,
  { fileName, ...file }: ImportedFile,
): Promise<StoredImportRun> {
  const run = await models.ImportRun.create({
    ...file,
    fileName: fileName.slice(0, 255),
    startedBy: actorOf(caller),
    state: "running",
    rowErrors: [],
  });
  return run.toObject();
}

export async function noteProgress(
  models: Models,
  runId: Types.ObjectId,
  read: number,
  report: ImportReport,
): Promise<void> {
  await models.ImportRun.updateOne({ _id: runId, state: "running" }, { $set: { read, ...countsOf(report) } });
}

export async function finishRun(
  models: Models,
  runId: Types.ObjectId,
  end: { state: "done" | "interrupted"; report: ImportReport } | { state: "failed"; problem: string },
): Promise<void> {
  await models.ImportRun.updateOne(
    { _id: runId, state: "running" },
    {
      $set: {
        state: end.state,
        finishedAt: new Date(),
        ...("report" in end ? countsOf(end.report) : { problem: end.problem }),
      },
    },
  );
}

function countsOf({ errors, ...counts }: ImportReport) {
  return {
    ...counts,
    rowErrors: errors.slice(0, MAX_KEPT_IMPORT_ERRORS),
    errorsLeftOut: Math.max(0, errors.length - MAX_KEPT_IMPORT_ERRORS),
  };
}

/** An import of the caller's own; the registry's are every official's. */
export async function findRunOrThrow(models: Models, caller: Caller, id: string): Promise<StoredImportRun> {
  const run = await models.ImportRun.findOne({ _id: id, ...visibleTo(caller) }).lean<StoredImportRun>();
  if (run === null) throw new ApiError("record.notFound");
  return run;
}

export async function listRuns(
  models: Models,
  caller: Caller,
  { page = 1, pageSize = 20, kind }: ImportRunQuery,
): Promise<Page<ImportRun>> {
  const filter = { ...visibleTo(caller), ...(kind !== undefined && { kind }) };
  const [runs, total] = await Promise.all([
    models.ImportRun.find(filter)
      .sort({ _id: -1 })
      .skip((page - 1) * pageSize)
      .limit(pageSize)
      .lean<StoredImportRun[]>(),
    models.ImportRun.countDocuments(filter),
  ]);
  const at = new Date();
  return { items: runs.map((run) => presentRun(run, at)), total, page, pageSize };
}

function visibleTo(caller: Caller) {
  if (caller.role === "official" || caller.role === "admin") return { kind: "contracts" as const };
  return { "startedBy.id": caller.id };
}

/** An import as it leaves the API, its state as it is at an instant. */
export function presentRun(run: StoredImportRun, at: Date): ImportRun {
  const { received, added, unchanged, rejected, rowErrors } = run;
  return {
    id: String(run._id),
    kind: run.kind,
    fileName: run.fileName,
    sha256: run.sha256,
    startedBy: {
      id: String(run.startedBy?.id),
      name: run.startedBy?.name ?? "",
      role: run.startedBy?.role ?? "system",
    },
    state: importRunStateAt(run, at),
    rows: run.rows,
    read: run.read,
    report: {
      received,
      added,
      unchanged,
      rejected,
      errors: rowErrors.map(({ row, column, value, message }) => ({ row, column, value, message })),
    },
    errorsLeftOut: run.errorsLeftOut,
    problem: run.problem ?? null,
    startedAt: run.createdAt.toISOString(),
    finishedAt: run.finishedAt?.toISOString() ?? null,
  };
}
