import { keyNameOf, type Turnover, type TurnoverDimension } from "@market/shared";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { UrlFilters } from "../../components/url-filters.ts";
import type { TurnoverFilterName } from "./turnover-filters.ts";

interface NarrowedToProps {
  keys: Turnover["narrowedTo"];
  filters: UrlFilters<TurnoverFilterName>;
}

/** What the figures are narrowed to, each to be taken back. */
export function NarrowedTo({ keys, filters }: NarrowedToProps) {
  const { t } = useTranslation("turnover");
  if (keys.length === 0) return null;
  return (
    <ul className="row turnover-narrowed" aria-label={t("narrowedTo")}>
      {keys.map(({ dimension, label }) => (
        <li key={dimension} className="tag tag--primary">
          {t(`dimension.${dimension as TurnoverDimension}`)}: {label}{" "}
          <Link
            to={filters.with({ [keyNameOf(dimension as TurnoverDimension)]: null })}
            aria-label={t("widen", { label })}
          >
            ×
          </Link>
        </li>
      ))}
    </ul>
  );
}
