import { declineReasons } from "@market/shared";
import { useTranslation } from "react-i18next";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";
import type { ReasonCounts } from "./decline-counts.ts";

/** A bar a reason. The figures stand beside the bars, so that the drawing itself says nothing to a screen reader. */
export function DeclineChart({ reasons }: { reasons: readonly ReasonCounts[] }) {
  const { t } = useTranslation("pairing");
  const { labelOf } = useVocabulary(declineReasons);
  const most = Math.max(...reasons.map(({ total }) => total));
  return (
    <ul className="plain-list declines__bars" aria-label={t("declines.byReason")}>
      {reasons.map(({ reason, total }) => (
        <li key={reason} className="declines__bar">
          <span>{labelOf(reason)}</span>
          <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
            <rect width={(total / most) * 100} height="10" />
          </svg>
          <span className="number">{total}</span>
        </li>
      ))}
    </ul>
  );
}
