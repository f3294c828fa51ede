import type { Contact } from "@market/shared";

/** A contact as a form asks for it. */
export interface ContactValues {
  name?: string;
  phone?: string;
  email?: string;
  /** In place of the parts, of a contact that was given as one text. */
  text?: string;
}

export function contactValuesOf(contact: Contact | undefined): ContactValues {
  if (contact === undefined) return {};
  return typeof contact === "string" ? { text: contact } : contact;
}

/** What is filled in of a contact; `undefined` where nothing is. A field never touched has no value at all. */
export function contactOf(values: ContactValues | undefined): Contact | undefined {
  const text = values?.text?.trim();
  if (text !== undefined && text !== "") return text;
  const filled = Object.entries(values ?? {}).filter(([, text]) => (text ?? "").trim() !== "");
  return filled.length === 0 ? undefined : Object.fromEntries(filled);
}
