import type { Contact } from "@market/shared";

/** Whom to call, in one line. */
export function ContactText({ contact }: { contact: Contact }) {
  if (typeof contact === "string") return <span className="prose">{contact}</span>;
  const { name, phone, email } = contact;
  return (
    <span className="row">
      {name}
      {phone !== undefined && phone !== "" && <a href={`tel:${phone}`}>{phone}</a>}
      {email !== undefined && email !== "" && <a href={`mailto:${email}`}>{email}</a>}
    </span>
  );
}
