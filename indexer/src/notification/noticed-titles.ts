import { visibilitiesFor } from "@market/shared";
import type { Types } from "mongoose";
import type { StoredDemand, StoredResult } from "../publication/stored-text.ts";
import type { StoredUser } from "./audience.ts";
import type { NoticedPairing } from "./notice.ts";

/** The texts of a pairing, as far as notices speak of them. */
export interface PairedTexts {
  demand: Pick<StoredDemand, "_id" | "title" | "visibility" | "budgetFen">;
  result: Pick<StoredResult, "_id" | "title" | "visibility">;
}

interface NoticeablePairing {
  _id: Types.ObjectId;
  demandOrganisationId: Types.ObjectId;
  resultOrganisationId: Types.ObjectId;
  score: number;
}

/** Stands for the title of a text that its reader may not see before the introduction. */
const HIDDEN_TITLE = "—";

/** A pairing as a notice names it to one person, with the titles that they may see. */
export function nameFor(
  person: StoredUser,
  pairing: NoticeablePairing,
  { demand, result }: PairedTexts,
  isIntroduced: boolean,
): NoticedPairing {
  const titled = (text: PairedTexts["demand" | "result"], ownerId: Types.ObjectId) => ({
    id: text._id,
    title: isIntroduced || maySee(text, ownerId, person) ? text.title : HIDDEN_TITLE,
  });
  return {
    id: pairing._id,
    score: pairing.score,
    demand: titled(demand, pairing.demandOrganisationId),
    result: titled(result, pairing.resultOrganisationId),
  };
}

function maySee(
  text: PairedTexts["demand" | "result"],
  ownerId: Types.ObjectId,
  { role, organisationId }: StoredUser,
): boolean {
  const isOwn = organisationId?.toString() === ownerId.toString();
  return isOwn || visibilitiesFor({ role, organisationId: null }).includes(text.visibility);
}
