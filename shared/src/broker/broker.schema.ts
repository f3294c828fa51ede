import { type Static, Type } from "typebox";
import { FieldSchema } from "../vocabulary/vocabulary.schema.ts";

/** What a broker wants to hear of. No fields means all; scores run from 0 to 1; the limit is notices a day. */
export const BrokerWishesSchema = Type.Object(
  {
    fields: Type.Array(FieldSchema, { uniqueItems: true, maxItems: 50 }),
    minScore: Type.Number({ minimum: 0, maximum: 1 }),
    dailyLimit: Type.Integer({ minimum: 0, maximum: 1000 }),
  },
  { additionalProperties: false },
);
export type BrokerWishes = Static<typeof BrokerWishesSchema>;

export const UpdateBrokerWishesSchema = Type.Partial(BrokerWishesSchema, { additionalProperties: false });
export type UpdateBrokerWishes = Static<typeof UpdateBrokerWishesSchema>;

export const defaultBrokerWishes: BrokerWishes = { fields: [], minScore: 0.5, dailyLimit: 200 };
