import type { DemandDocument, Models, ResultDocument } from "@market/shared/models";
import type { Model, Types } from "mongoose";

/** The published texts that share visibility, status and life. */
export type PublicationKind = "demand" | "result";

export type StoredDemand = DemandDocument & { _id: Types.ObjectId };
export type StoredResult = ResultDocument & { _id: Types.ObjectId };
export interface StoredByKind {
  demand: StoredDemand;
  result: StoredResult;
}

/** The fields that both kinds have. */
export type PublicationDocument = Pick<DemandDocument, keyof DemandDocument & keyof ResultDocument>;
export type StoredPublication = PublicationDocument & { _id: Types.ObjectId };

/** The collection of a kind, seen through the fields both have. */
export function modelOf(models: Models, kind: PublicationKind): Model<PublicationDocument> {
  // TypeScript cannot call a method of either of two models, though both take a filter over shared fields.
  return (kind === "demand" ? models.Demand : models.Result) as unknown as Model<PublicationDocument>;
}
