import type { Page } from "@market/shared";
import type { UseQueryResult } from "@tanstack/react-query";
import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ProblemAlert } from "../../components/problem-alert.tsx";

interface ShelfProps<Item extends { id: string }> {
  title: string;
  /** Where all of them are. */
  href: string;
  query: UseQueryResult<Page<Item>, Error>;
  listClassName: string;
  renderItem: (item: Item) => ReactNode;
}

/** A few of many, with the way to all of them. */
export function Shelf<Item extends { id: string }>(props: ShelfProps<Item>) {
  const { title, href, query, listClassName, renderItem } = props;
  const { t } = useTranslation("home");
  const id = useId();
  return (
    <section aria-labelledby={id} aria-busy={query.isPending} className="shelf">
      <div className="shelf__head">
        <h2 id={id}>{title}</h2>
        <Link to={href}>{t("more")}</Link>
      </div>
      {query.isPending && <div className="shelf__placeholder" />}
      {query.isLoadingError && <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.items.length === 0 && <p className="card muted">{t("noneYet")}</p>}
      <ul className={listClassName}>
        {query.data?.items.map((item) => (
          <li key={item.id}>{renderItem(item)}</li>
        ))}
      </ul>
    </section>
  );
}
