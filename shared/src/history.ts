import { type Static, Type } from "typebox";
import { InstantSchema } from "./calendar.ts";

/** Who did something. The system has no id. */
export const ActorSchema = Type.Object({
  id: Type.Unsafe<string | null>({ type: ["string", "null"] }),
  name: Type.String(),
  role: Type.Enum(["enterprise", "institution", "broker", "official", "admin", "system"]),
});
export type Actor = Static<typeof ActorSchema>;

/** What one place of a record holds: an amount, a code, a text, several codes, or nothing. */
const ChangedValueSchema = Type.Union([
  Type.String(),
  Type.Number(),
  Type.Boolean(),
  Type.Array(Type.String()),
  Type.Null(),
]);
export type ChangedValue = Static<typeof ChangedValueSchema>;

/** One place of a record that an act changed, by its dotted path. Long texts are cut. */
export const ChangeSchema = Type.Object({
  path: Type.String(),
  before: ChangedValueSchema,
  after: ChangedValueSchema,
});
export type Change = Static<typeof ChangeSchema>;

/** One step in a record's life, in the order of `at`. */
export const HistoryEntrySchema = Type.Object({
  at: InstantSchema,
  actor: ActorSchema,
  act: Type.String(),
  note: Type.Unsafe<string | null>({ type: ["string", "null"] }),
  reason: Type.Optional(Type.String({ description: "a code where the act asks for one" })),
  changes: Type.Optional(Type.Array(ChangeSchema, { description: "what an act changed, old and new" })),
  evidence: Type.Optional(
    Type.String({ description: "the attachment that shows why; its bytes may be gone, the id stays" }),
  ),
});
export type HistoryEntry = Static<typeof HistoryEntrySchema>;

/** A text this long in a change is cut; the record's versions keep it whole. */
const CHANGED_TEXT_MAX_LENGTH = 300;

/**
 * What differs between two states of a record, place by place: objects are gone into, anything else is compared whole.
 * `null` for `before` is a record that was not there.
 */
export function changesBetween(before: object | null, after: object): Change[] {
  return Object.entries(after).flatMap(([name, value]) =>
    changesAt(name, (before as Record<string, unknown> | null)?.[name], value),
  );
}

function changesAt(path: string, before: unknown, after: unknown): Change[] {
  if (isRecord(after) || isRecord(before)) {
    const [old, next] = [isRecord(before) ? before : {}, isRecord(after) ? after : {}];
    const names = new Set([...Object.keys(old), ...Object.keys(next)]);
    return [...names].flatMap((name) => changesAt(`${path}.${name}`, old[name], next[name]));
  }
  const change = { path, before: changedValueOf(before), after: changedValueOf(after) };
  return JSON.stringify(before ?? null) === JSON.stringify(after ?? null) ? [] : [change];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function changedValueOf(value: unknown): ChangedValue {
  if (typeof value === "string") return cut(value);
  if (typeof value === "number" || typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.map(String);
  return null;
}

function cut(text: string): string {
  return text.length <= CHANGED_TEXT_MAX_LENGTH ? text : `${text.slice(0, CHANGED_TEXT_MAX_LENGTH)}…`;
}
