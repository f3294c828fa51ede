import type { PublishedImport } from "@market/shared";
import type { Models } from "@market/shared/models";
import type { Caller } from "../caller.ts";
import { publishDemand } from "../demand/demand.service.ts";
import { ApiError, errorTable, fieldErrorTable, type Language } from "../errors.ts";
import { modelOf } from "../publication/publication.store.ts";
import { publishResult } from "../result/result.service.ts";
import { findRunOrThrow } from "./import-run.service.ts";

/**
 * Publishes the drafts that an import made and that are drafts still, one act each. Again, it takes up what is left.
 *
 * @throws {ApiError} 409 for an import of contracts, which come in as registered
 */
export async function publishImport(
  models: Models,
  caller: Caller,
  runId: string,
  language: Language,
): Promise<PublishedImport> {
  const run = await findRunOrThrow(models, caller, runId);
  if (run.kind === "contracts") throw new ApiError("import.nothingToPublish");
  const kind = run.kind === "results" ? "result" : "demand";
  const publish = (id: string) =>
    kind === "result"
      ? publishResult(models, caller, id, new Date())
      : publishDemand(models, caller, id, {}, new Date());
  const drafts = modelOf(models, kind)
    .find({ importRunId: run._id, status: "draft" })
    .select("title")
    .lean<{ _id: unknown; title: string }[]>();
  const outcome: PublishedImport = { published: 0, left: [] };
  for (const { _id, title } of await drafts) {
    const id = String(_id);
    try {
      await publish(id);
      outcome.published += 1;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      outcome.left.push({ id, title, detail: wordsOf(error, language) });
    }
  }
  return outcome;
}

function wordsOf({ code, facts }: ApiError, language: Language): string {
  const field = facts.fields?.[0];
  if (field !== undefined) return `${field.path}: ${fieldErrorTable[field.code][language]}`;
  return errorTable[code][language].replace("{currentStatus}", facts.currentStatus ?? "");
}
