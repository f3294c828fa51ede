import type { FormInstance } from "antd";
import { ProblemError } from "../app/http.ts";

/** A problem's dotted path as a form's field name: `ip.0.type` is `["ip", 0, "type"]`. */
export function fieldNameOf(path: string): (string | number)[] {
  return path.split(".").map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

/**
 * Puts each message of a refused form at its field, goes to the first, and says whether every message found one.
 * `renamed` maps the api's field to the form's where they differ, as with amounts typed in 万元.
 */
export function showFieldErrors<Values extends object>(
  form: FormInstance<Values>,
  error: Error,
  renamed: Readonly<Record<string, string>> = {},
): boolean {
  if (!(error instanceof ProblemError)) return false;
  const messages = new Map<string, string[]>();
  for (const { path, message } of error.problem.errors ?? []) {
    const field = renamed[path] ?? path;
    messages.set(field, [...(messages.get(field) ?? []), message]);
  }
  if (messages.size === 0) return false;

  const isShown = (field: string): boolean => form.getFieldInstance(fieldNameOf(field) as never) != null;
  for (const [field, errors] of messages) {
    form.setFields([{ name: fieldNameOf(field) as never, errors }]);
  }
  const [first] = [...messages.keys()].filter(isShown);
  if (first !== undefined) form.scrollToField(fieldNameOf(first) as never, { block: "center", focus: true });
  return [...messages.keys()].every(isShown);
}
