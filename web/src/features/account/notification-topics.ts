import { type NotificationKind, NotificationKindSchema } from "@market/shared";

/** What people choose by: kinds of one subject are told of together, but for new pairings, which come often. */
export const topics = ["newPairings", "digest", "pairings", "contracts", "selection", "texts"] as const;
type Topic = (typeof topics)[number];

/** The topic of a kind: a kind that is added later belongs to its subject's. */
function topicOf(kind: NotificationKind): Topic {
  if (kind === "pairing.proposed") return "newPairings";
  if (kind === "pairing.digest") return "digest";
  if (kind.startsWith("pairing.")) return "pairings";
  if (kind.startsWith("contract.")) return "contracts";
  if (kind.startsWith("selection.") || kind.startsWith("result.")) return "selection";
  return "texts";
}

export function kindsOf(topic: Topic): NotificationKind[] {
  return NotificationKindSchema.enum.filter((kind) => topicOf(kind) === topic);
}
