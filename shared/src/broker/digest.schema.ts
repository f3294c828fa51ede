import { type Static, Type } from "typebox";
import { DaySchema } from "../calendar.ts";
import { PageQueryProperties, pageOf } from "../page.ts";
import { PairingSchema } from "../pairing/pairing.schema.ts";

export const DigestQuerySchema = Type.Object(
  {
    ...PageQueryProperties,
    day: Type.Optional({ ...DaySchema, description: "in Asia/Shanghai; today, unless said otherwise" }),
  },
  { additionalProperties: false },
);
export type DigestQuery = Static<typeof DigestQuerySchema>;

/** The new pairings of a day that fit a broker's wishes and did not ring, as far as nobody has claimed them. */
export const DigestPageSchema = Type.Object({ ...pageOf(PairingSchema).properties, day: DaySchema });
export type DigestPage = Static<typeof DigestPageSchema>;
