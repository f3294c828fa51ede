import type { SelectionBatch } from "@market/shared";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { InstantText } from "../../components/instant-text.tsx";
import "./good-result-gallery.css";

/** The batches of 青岛好成果, each with its number, its day and how many results it has. */
export function GoodBatchLinks({ batches }: { batches: readonly SelectionBatch[] }) {
  const { t } = useTranslation("result");
  return (
    <nav aria-label={t("goodBatches")}>
      <ul className="batch-links">
        {batches.map(({ batch, selectedAt, count }) => (
          <li key={batch}>
            <Link to={`/good-results/${encodeURIComponent(batch)}`}>
              <strong>{batch}</strong>
              <span className="muted">
                {t("goodBatchCount", { count })} · <InstantText at={selectedAt} form="day" />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
