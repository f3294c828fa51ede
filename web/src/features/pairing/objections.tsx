import type { Objection } from "@market/shared";
import { useTranslation } from "react-i18next";

/** What speaks against a pairing, so that nobody learns of it at the table. */
export function Objections({ against }: { against: readonly Objection[] }) {
  const { t } = useTranslation("pairing");
  if (against.length === 0) return null;
  return (
    <section className="alert alert--warning">
      <h3>{t("against.title")}</h3>
      <ul>
        {against.map(({ code, demand, result }) => (
          <li key={code}>{t(`against.${code}`, { demand, result })}</li>
        ))}
      </ul>
    </section>
  );
}
