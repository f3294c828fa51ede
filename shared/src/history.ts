import { type Static, Type } from "typebox";
import { InstantSchema } from "./calendar.ts";

/** Who did something. The system has no id. */
export const ActorSchema = Type.Object({
  id: Type.Unsafe<string | null>({ type: ["string", "null"] }),
  name: Type.String(),
  role: Type.Enum(["enterprise", "institution", "broker", "official", "admin", "system"]),
});
export type Actor = Static<typeof ActorSchema>;

/** One step in a record's life, in the order of `at`. */
export const HistoryEntrySchema = Type.Object({
  at: InstantSchema,
  actor: ActorSchema,
  act: Type.String(),
  note: Type.Unsafe<string | null>({ type: ["string", "null"] }),
  reason: Type.Optional(Type.String({ description: "a code where the act asks for one" })),
});
export type HistoryEntry = Static<typeof HistoryEntrySchema>;
