import { declineReasons } from "@market/shared";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";
import type { ReasonCounts } from "./decline-counts.ts";

interface DeclineTableProps {
  months: readonly string[];
  reasons: readonly ReasonCounts[];
}

/** Reasons by month; each figure leads to its pairings. */
export function DeclineTable({ months, reasons }: DeclineTableProps) {
  const { t } = useTranslation("pairing");
  const { labelOf } = useVocabulary(declineReasons);
  return (
    <section className="declines__scroll" aria-label={t("declines.table")}>
      <table className="declines__table">
        <thead>
          <tr>
            <th scope="col">{t("declines.reason")}</th>
            {months.map((month) => (
              <th key={month} scope="col" className="number">
                {month}
              </th>
            ))}
            <th scope="col">{t("declines.sum")}</th>
          </tr>
        </thead>
        <tbody>
          {reasons.map(({ reason, total, byMonth }) => (
            <tr key={reason}>
              <th scope="row">{labelOf(reason)}</th>
              {months.map((month) => {
                const count = byMonth.get(month);
                return (
                  <td key={month} className="number">
                    {count === undefined ? (
                      <span className="muted">0</span>
                    ) : (
                      <Link
                        to={`/pairings?declinedIn=${month}&declineReason=${reason}`}
                        aria-label={t("declines.open", { month, reason: labelOf(reason), count })}
                      >
                        {count}
                      </Link>
                    )}
                  </td>
                );
              })}
              <td className="number">
                <strong>{total}</strong>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
