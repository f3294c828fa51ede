import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

interface PageHeaderProps {
  title: string;
  /** Beside the title, such as a status. */
  beside?: ReactNode;
  subtitle?: ReactNode;
  /** What can be done on this page. */
  actions?: ReactNode;
}

/** A page's only `h1`, and the document's title with it. */
export function PageHeader({ title, beside, subtitle, actions }: PageHeaderProps) {
  const { t } = useTranslation();
  return (
    <header className="page-header">
      <title>{`${title} · ${t("brand")}`}</title>
      <div className="page-header__text">
        <div className="row">
          <h1>{title}</h1>
          {beside}
        </div>
        {subtitle !== undefined && <div className="muted">{subtitle}</div>}
      </div>
      {actions !== undefined && <div className="row">{actions}</div>}
    </header>
  );
}
