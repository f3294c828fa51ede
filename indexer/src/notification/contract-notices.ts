import type { NotificationKind } from "@market/shared";
import type { StoredContract } from "../contract/turnover-entries.ts";

import type { Audience, StoredUser } from "./audience.ts";
import { eventKeyOf, type HistoryAct, type Notice, pendingActs } from "./notice.ts";
import { distinctPeople } from "./pairing-notices.ts";

const KIND_BY_ACT: Record<string, NotificationKind> = {
  submit: "contract.submitted",
  return: "contract.returned",
  accept: "contract.accepted",
  refuse: "contract.refused",
  register: "contract.registered",
  review: "contract.reviewed",
  dispute: "contract.disputed",
  proposeAmendment: "contract.amendmentProposed",
  reviewAmendment: "contract.reviewed",
  amend: "contract.amended",
  void: "contract.voided",
};

/** Acts that are the office's own business; of the others the parties hear. */
const actsForOfficials = ["submit", "review", "proposeAmendment", "reviewAmendment"];

/** The notices that follow from what has happened to a contract since the last ones. */
export async function contractNotices(contract: StoredContract, audience: Audience): Promise<Notice[]> {
  const notices: Notice[] = [];
  for (const { index, entry } of pendingActs(contract)) {
    const kind = KIND_BY_ACT[entry.act];
    if (kind === undefined) continue;
    for (const person of await findRecipients(contract, entry, audience)) {
      notices.push({
        recipientId: person._id,
        eventKey: eventKeyOf("contract", contract._id, index),
        kind,
        at: entry.at,
        note: entry.note ?? null,
        contract: { id: contract._id, title: contract.title },
      });
    }
  }
  return notices;
}

async function findRecipients(
  contract: StoredContract,
  entry: HistoryAct,
  audience: Audience,
): Promise<StoredUser[]> {
  if (actsForOfficials.includes(entry.act)) {
    return distinctPeople(await audience.officials(), entry);
  }
  const groups = await Promise.all([
    contract.seller.id ? audience.membersOf(contract.seller.id) : [],
    contract.buyer.id ? audience.membersOf(contract.buyer.id) : [],
    contract.brokerId ? audience.person(contract.brokerId) : [],
  ]);
  return distinctPeople(groups.flat(), entry);
}
