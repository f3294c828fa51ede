import { type Static, Type } from "typebox";
import { InstantSchema } from "../calendar.ts";
import { NotificationKindSchema } from "../notification/notification.schema.ts";
import { UserSchema } from "./account.schema.ts";

/** Which notifications a person wants told of as they happen; the others are listed all the same, as read. */
export const NotificationPreferencesSchema = Type.Object(
  {
    quietKinds: Type.Array(NotificationKindSchema, {
      maxItems: NotificationKindSchema.enum.length,
      uniqueItems: true,
    }),
  },
  { additionalProperties: false },
);
export type NotificationPreferences = Static<typeof NotificationPreferencesSchema>;

const RecordsSchema = Type.Array(Type.Unknown());

/** All that is kept about one person, for that person: records as they are stored, without secrets. */
export const AccountExportSchema = Type.Object({
  exportedAt: InstantSchema,
  user: UserSchema,
  registeredAt: InstantSchema,
  brokerWishes: Type.Unknown(),
  quietKinds: NotificationPreferencesSchema.properties.quietKinds,
  sessions: Type.Array(Type.Object({ since: InstantSchema, until: InstantSchema })),
  notifications: RecordsSchema,
  demands: RecordsSchema,
  results: RecordsSchema,
  pairings: RecordsSchema,
  contracts: RecordsSchema,
});
export type AccountExport = Static<typeof AccountExportSchema>;

/** The person's password, so that a browser left open cannot end an account. */
export const DeleteAccountSchema = Type.Object(
  { password: Type.String({ minLength: 1, maxLength: 200 }) },
  { additionalProperties: false },
);
