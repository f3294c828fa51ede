import type { Page, PublicationStatus } from "@market/shared";
import type { UseQueryResult } from "@tanstack/react-query";
import { Segmented, type TableColumnsType } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { DataTable } from "../../components/data-table.tsx";
import { InstantText } from "../../components/instant-text.tsx";
import type { UrlFilters } from "../../components/url-filters.ts";
import { IndexingState } from "./indexing-state.tsx";
import { PublicationActs } from "./publication-acts.tsx";
import type { Publication, PublicationKind } from "./publication-api.ts";
import { PublicationStatusTag } from "./publication-status.tsx";

const statuses: readonly PublicationStatus[] = ["draft", "published", "closed", "withdrawn", "expired"];

interface MyPublicationsProps<Text extends Publication> {
  kind: PublicationKind;
  label: string;
  query: UseQueryResult<Page<Text>, Error>;
  filters: UrlFilters<"status">;
  /** A column of the kind's own, such as a deadline. */
  column: TableColumnsType<Text>[number];
  empty: ReactNode;
}

/** An organisation's own texts by status, with what can be done with each. */
export function MyPublications<Text extends Publication>(props: MyPublicationsProps<Text>) {
  const { kind, label, query, filters, column, empty } = props;
  const { t } = useTranslation(["publication", "app"]);
  const columns: TableColumnsType<Text> = [
    {
      title: t("form.title"),
      key: "title",
      width: 320,
      render: (_, text) => (
        <Link className="table-title" to={`/${kind}/${text.id}`}>
          {text.title}
        </Link>
      ),
    },
    {
      title: t("app:status"),
      key: "status",
      render: (_, text) => <PublicationStatusTag status={text.status} />,
    },
    {
      title: t("indexing"),
      key: "indexing",
      render: (_, text) =>
        text.status === "published" &&
        text.indexing !== undefined && <IndexingState indexing={text.indexing} />,
    },
    column,
    { title: t("updatedAt"), key: "updatedAt", render: (_, text) => <InstantText at={text.updatedAt} /> },
    {
      title: t("app:actions"),
      key: "acts",
      render: (_, text) => <PublicationActs kind={kind} text={text} size="small" />,
    },
  ];
  return (
    <div className="stack">
      <Segmented
        className="scrolling-segments"
        aria-label={t("app:status")}
        value={filters.values.status ?? ""}
        onChange={(status) => filters.set({ status })}
        options={[
          { value: "", label: t("app:all") },
          ...statuses.map((status) => ({ value: status, label: t(`statusOf.${status}`) })),
        ]}
      />
      <DataTable label={label} query={query} columns={columns} empty={empty} />
    </div>
  );
}
