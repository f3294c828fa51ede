import { type Static, Type } from "typebox";
import { DaySchema, InstantSchema } from "../calendar.ts";
import { IdSchema } from "../identifier.ts";
import { PageQueryProperties, pageOf } from "../page.ts";
import { NullableTextSchema } from "../text.ts";

/** What a notification tells of: the act of a subject's history that it follows from. */
export const NotificationKindSchema = Type.Enum([
  "pairing.proposed",
  "pairing.claimed",
  "pairing.introduced",
  "pairing.negotiating",
  "pairing.accepted",
  "pairing.released",
  "pairing.declined",
  "pairing.closed",
  "pairing.textLeft",
  "pairing.contracted",
  "pairing.digest",
  "pairing.message",
  "contract.submitted",
  "contract.returned",
  "contract.accepted",
  "contract.refused",
  "contract.registered",
  "contract.reviewed",
  "contract.disputed",
  "contract.amendmentProposed",
  "contract.amended",
  "contract.voided",
  "result.nominated",
  "result.selected",
  "result.selectionDeclined",
  "result.withdrawn",
  "demand.withdrawn",
  "demand.expiring",
  "selection.opened",
  "selection.appointed",
  "selection.reviewing",
  "selection.announced",
  "selection.objected",
  "selection.cancelled",
]);
export type NotificationKind = Static<typeof NotificationKindSchema>;

const TitledSchema = Type.Object({ id: IdSchema, title: Type.String() });

const NotifiedPairingSchema = Type.Object({
  id: IdSchema,
  score: Type.Number(),
  demand: TitledSchema,
  result: TitledSchema,
});

/** The new pairings that fitted from one day to another, inclusive, and did not ring: how many, and the best of them. */
const DigestSchema = Type.Object({
  from: DaySchema,
  day: DaySchema,
  count: Type.Integer({ minimum: 1 }),
  pairings: Type.Array(NotifiedPairingSchema),
});

export const NotificationSchema = Type.Object({
  id: IdSchema,
  seq: Type.Integer({ minimum: 1 }),
  kind: NotificationKindSchema,
  at: InstantSchema,
  read: Type.Boolean(),
  note: Type.Optional(NullableTextSchema),
  pairing: Type.Optional(NotifiedPairingSchema),
  digest: Type.Optional(DigestSchema),
  contract: Type.Optional(TitledSchema),
  result: Type.Optional(TitledSchema),
  demand: Type.Optional(TitledSchema),
  selection: Type.Optional(TitledSchema),
});
export type Notification = Static<typeof NotificationSchema>;

export const NotificationQuerySchema = Type.Object(
  { ...PageQueryProperties, after: Type.Optional(IdSchema), unread: Type.Optional(Type.Boolean()) },
  { additionalProperties: false },
);
export type NotificationQuery = Static<typeof NotificationQuerySchema>;

export const NotificationPageSchema = Type.Object({
  ...pageOf(NotificationSchema).properties,
  unread: Type.Integer({ minimum: 0 }),
});
export type NotificationPage = Static<typeof NotificationPageSchema>;
