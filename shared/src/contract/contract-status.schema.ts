import { type Static, Type } from "typebox";

export const ContractStatusSchema = Type.Enum([
  "draft",
  "submitted",
  "accepted",
  "returned",
  "refused",
  "registered",
  "cancelled",
  "revoked",
]);
export type ContractStatus = Static<typeof ContractStatusSchema>;
