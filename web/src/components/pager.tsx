import { useTranslation } from "react-i18next";
import { Link } from "react-router";

interface PagerProps {
  page: number;
  pageSize: number;
  total: number;
  hrefOf: (page: number) => string;
}

/** Links to the page before and after. */
export function Pager({ page, pageSize, total, hrefOf }: PagerProps) {
  const { t } = useTranslation();
  const pages = Math.ceil(total / pageSize);
  if (pages <= 1) return null;
  return (
    <nav className="row center" aria-label={t("pagination")}>
      {page > 1 && (
        <Link className="button button--small" to={hrefOf(page - 1)} rel="prev">
          {t("previousPage")}
        </Link>
      )}
      <span className="muted">{t("pageOf", { page, pages })}</span>
      {page < pages && (
        <Link className="button button--small" to={hrefOf(page + 1)} rel="next">
          {t("nextPage")}
        </Link>
      )}
    </nav>
  );
}
