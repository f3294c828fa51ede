import { type Static, Type } from "typebox";
import { InstantSchema, NullableInstantSchema } from "../calendar.ts";
import { NullableTextSchema } from "../text.ts";

/**
 * A chat model's words for the reasons of a pairing. `off`: no model is set, or texts may not go to it. `pending`: it
 * is asked. `worded`: it answered, and its words stood the check. `computed`: they did not, or none came; the reasons
 * computed from the parts are all there is.
 */
export const WordedReasonsSchema = Type.Object({
  state: Type.Enum(["off", "pending", "worded", "computed"]),
  sentences: Type.Array(Type.String()),
  model: NullableTextSchema,
  wordedAt: NullableInstantSchema,
});
export type WordedReasons = Static<typeof WordedReasonsSchema>;

const ReasonsSettingProperties = {
  outsideAllowed: Type.Boolean({ description: "texts of companies may go to the chat model" }),
  dailyBudget: Type.Integer({ minimum: 0, maximum: 100_000, description: "questions to the model a day" }),
};

export const UpdateReasonsSettingSchema = Type.Partial(
  Type.Object(ReasonsSettingProperties, { additionalProperties: false }),
  { additionalProperties: false },
);
export type UpdateReasonsSetting = Static<typeof UpdateReasonsSettingSchema>;

export const ReasonsSettingSchema = Type.Object({
  ...ReasonsSettingProperties,
  model: NullableTextSchema,
  askedToday: Type.Integer({ minimum: 0 }),
  changedAt: NullableInstantSchema,
  changedBy: NullableTextSchema,
  asOf: InstantSchema,
});
export type ReasonsSetting = Static<typeof ReasonsSettingSchema>;

/** Until an administrator decides otherwise, nothing leaves the market. */
export const defaultReasonsSetting = { outsideAllowed: false, dailyBudget: 200 };
