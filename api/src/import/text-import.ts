import { createHash } from "node:crypto";
import type { Models } from "@market/shared/models";
import type { Types } from "mongoose";
import { actorOf, type Caller, organisationIdOf } from "../caller.ts";
import { ApiError } from "../errors.ts";
import { modelOf, type PublicationKind } from "../publication/publication.store.ts";
import type { GoodRow, ImportTally } from "./import-kind.ts";
import { insertNew } from "./insert-new.ts";

/** A row can lose a race for its key once for each import running beside this one. */
const MAX_ATTEMPTS = 5;

/** A text from a row: its own number, if its owner gives any, and what it says. */
export interface ImportedText {
  number: string | null;
  text: object;
}

/**
 * Keeps rows as drafts of the caller's organisation. A row is known within the organisation by its own number, or by
 * the hash of what it says where it has none, so the same sheet again adds nothing.
 */
export async function bringInTexts(
  models: Models,
  caller: Caller,
  kind: PublicationKind,
  runId: Types.ObjectId,
  rows: GoodRow<ImportedText>[],
  tally: ImportTally<"number">,
): Promise<void> {
  const model = modelOf(models, kind);
  const organisationId = organisationIdOf(caller);
  let left = rows.map(({ row, record }) => ({ row, record, ...keysOf(record) }));
  for (let attempt = 0; left.length > 0; attempt += 1) {
    if (attempt === MAX_ATTEMPTS) throw new ApiError("record.changedMeanwhile", { currentStatus: "draft" });
    const stored = await model
      .find({ organisationId, importKey: { $in: left.map(({ importKey }) => importKey) } })
      .select("importKey importHash")
      .lean();
    const hashByKey = new Map(stored.map(({ importKey, importHash }) => [importKey, importHash]));
    const fresh = left.filter(({ row, record, importKey, importHash }) => {
      const known = hashByKey.get(importKey);
      if (known === undefined) {
        hashByKey.set(importKey, importHash);
        return true;
      }
      if (known === importHash) tally.unchanged += 1;
      else {
        tally.reject(row, [{ column: "number", message: "rowNumberTaken", value: record.number ?? "" }]);
      }
      return false;
    });
    const at = new Date();
    const refused = await insertNew(
      model,
      fresh.map(({ record, importKey, importHash }) => ({
        ...record.text,
        organisationId,
        createdBy: caller.id,
        importKey,
        importHash,
        importRunId: runId,
        status: "draft",
        history: [{ at, actor: actorOf(caller), act: "import" }],
      })),
    );
    tally.added += fresh.length - refused.size;
    left = fresh.filter((_, index) => refused.has(index));
  }
}

function keysOf({ number, text }: ImportedText): { importKey: string; importHash: string } {
  const importHash = createHash("sha256").update(JSON.stringify(text)).digest("hex");
  return { importKey: number === null ? `row:${importHash}` : `number:${number}`, importHash };
}
