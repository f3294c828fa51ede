import { announceBatch, contractOutbox } from "@market/indexer/outbox";
import type { Models } from "@market/shared/models";

const BATCH_SIZE = 100;

/** Does what an indexer would: carries out whatever follows from contracts' acts, until nothing is left to. */
export async function carryOutContracts(models: Models): Promise<void> {
  const outbox = contractOutbox(models);
  for (;;) {
    const contracts = await outbox.read([], BATCH_SIZE);
    if (contracts.length === 0) return;
    await announceBatch(models, outbox, contracts);
  }
}
