import { type Static, Type } from "typebox";
import { InstantSchema } from "../calendar.ts";
import { IdSchema } from "../identifier.ts";
import { BrokerLevelSchema, FieldSchema } from "../vocabulary/vocabulary.schema.ts";

/**
 * What a broker wants to hear of. No fields means all; scores run from 0 to 1; the limit is notices of new pairings a
 * day in Asia/Shanghai; the capacity is how many claimed pairings at once, `null` where the broker has not said.
 */
export const BrokerWishesSchema = Type.Object(
  {
    fields: Type.Array(FieldSchema, { uniqueItems: true, maxItems: 50 }),
    minScore: Type.Number({ minimum: 0, maximum: 1 }),
    dailyLimit: Type.Integer({ minimum: 0, maximum: 1000 }),
    capacity: Type.Unsafe<number | null>({ type: ["integer", "null"], minimum: 0, maximum: 1000 }),
    dailyDigest: Type.Boolean({ description: "one notification a day of what fitted and did not ring" }),
  },
  { additionalProperties: false },
);
export type BrokerWishes = Static<typeof BrokerWishesSchema>;

export const UpdateBrokerWishesSchema = Type.Partial(BrokerWishesSchema, { additionalProperties: false });
export type UpdateBrokerWishes = Static<typeof UpdateBrokerWishesSchema>;

/** A broker's wishes with what others know of them. */
export const BrokerSchema = Type.Object({
  ...BrokerWishesSchema.properties,
  level: Type.Union([BrokerLevelSchema, Type.Null()]),
});
export type Broker = Static<typeof BrokerSchema>;

export const defaultBrokerWishes: BrokerWishes = {
  fields: [],
  minScore: 0.15,
  dailyLimit: 200,
  capacity: null,
  dailyDigest: true,
};

/** With a broker's verification an official may say their professional level. */
export const VerifyBrokerSchema = Type.Object(
  { level: Type.Optional(BrokerLevelSchema) },
  { additionalProperties: false },
);

export const MuteKindSchema = Type.Enum(["demand", "organisation", "field"]);
export type MuteKind = Static<typeof MuteKindSchema>;

/** Exactly one of a need, a party or a field: pairings with it are listed, and neither ring nor come in the digest. */
export const MuteSubjectSchema = Type.Object(
  {
    demand: Type.Optional(IdSchema),
    organisation: Type.Optional(IdSchema),
    field: Type.Optional(FieldSchema),
  },
  { additionalProperties: false, minProperties: 1, maxProperties: 1 },
);
export type MuteSubject = Static<typeof MuteSubjectSchema>;

/** `key` is the id of the need or party, or the field itself; `name` is what people call it. */
export const MuteSchema = Type.Object({
  kind: MuteKindSchema,
  key: Type.String(),
  name: Type.String(),
  at: InstantSchema,
});
export type Mute = Static<typeof MuteSchema>;

export const MuteListSchema = Type.Object({ items: Type.Array(MuteSchema) });
export type MuteList = Static<typeof MuteListSchema>;
