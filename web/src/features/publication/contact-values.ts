import type { Contact } from "@market/shared";

/** A contact as a form asks for it. */
export interface ContactValues {
  name?: string;
  phone?: string;
  email?: string;
}

export function contactValuesOf(contact: Contact | undefined): ContactValues {
  if (contact === undefined) return {};
  return typeof contact === "string" ? { name: contact } : contact;
}

/** What is filled in of a contact; `undefined` where nothing is. A field never touched has no value at all. */
export function contactOf(values: ContactValues | undefined): Contact | undefined {
  const filled = Object.entries(values ?? {}).filter(([, text]) => (text ?? "").trim() !== "");
  return filled.length === 0 ? undefined : Object.fromEntries(filled);
}
