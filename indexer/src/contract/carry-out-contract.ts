import type { Models } from "@market/shared/models";
import { type HistoryAct, pendingActs } from "../notification/notice.ts";
import { actIndexOf, type StoredContract, type StoredLine, turnoverEntriesOf } from "./turnover-entries.ts";

/**
 * Carries out what follows from a contract's acts beside the notices: its entries in the turnover, and the step of
 * its pairing to `contracted` and back. The outcome is the same however often it runs.
 */
export async function carryOutContract(models: Models, contract: StoredContract): Promise<void> {
  for (const entry of turnoverEntriesOf(contract, await standingLineOf(models, contract))) {
    await models.TurnoverEntry.updateOne(
      { eventKey: entry.eventKey },
      { $setOnInsert: entry },
      { upsert: true },
    );
  }
  if (!contract.pairingId) return;
  for (const { entry } of pendingActs(contract)) {
    if (entry.act === "register") await markContracted(models, contract, entry);
    if (entry.act === "void") await unmarkContracted(models, contract, entry);
  }
}

/** The line by which a contract counts before its pending acts, as it was written; `null` before its registration. */
async function standingLineOf(models: Models, contract: StoredContract): Promise<StoredLine | null> {
  const [first] = pendingActs(contract);
  if (first === undefined) return null;
  const entries = await models.TurnoverEntry.find({ contractId: contract._id }).lean();
  const last = entries
    .filter((entry) => actIndexOf(entry) < first.index)
    .sort((a, b) => actIndexOf(a) - actIndexOf(b))
    .at(-1);
  return last?.lines.find(({ sign }) => sign === 1) ?? null;
}

async function markContracted(models: Models, contract: StoredContract, entry: HistoryAct): Promise<void> {
  await models.Pairing.updateOne(
    {
      _id: contract.pairingId,
      status: "accepted",
      history: { $not: { $elemMatch: markOf("contract", entry) } },
    },
    {
      $set: { status: "contracted", contractId: contract._id, announce: true },
      $push: { history: { ...markOf("contract", entry), actor: entry.actor, note: null } },
    },
  );
}

async function unmarkContracted(models: Models, contract: StoredContract, entry: HistoryAct): Promise<void> {
  await models.Pairing.updateOne(
    { _id: contract.pairingId, status: "contracted", contractId: contract._id },
    {
      $set: { status: "accepted", contractId: null },
      $push: { history: { ...markOf("uncontract", entry), actor: entry.actor, note: null } },
    },
  );
}

/** Act and instant of the contract's own entry: by them a step that was taken is known when it is taken again. */
function markOf(act: string, { at }: HistoryAct): { act: string; at: Date } {
  return { act, at };
}
