import { fields, type Result } from "@market/shared";
import { useQuery } from "@tanstack/react-query";
import { Button, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { DataTable } from "../../components/data-table.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { InstantText } from "../../components/instant-text.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { useUrlFilters } from "../../components/url-filters.ts";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";
import { resultsQuery } from "../result/result-api.ts";
import { SelectionDialog } from "./selection-dialog.tsx";

export default function SingleNominationsPage() {
  const { t } = useTranslation(["selection", "publication", "result", "app"]);
  const filters = useUrlFilters([]);
  const nominated = useQuery(resultsQuery({ nominated: true, page: filters.page }));
  const fieldOf = useVocabulary(fields).labelOf;
  const [deciding, setDeciding] = useState<Result | null>(null);

  const columns: TableColumnsType<Result> = [
    {
      title: t("publication:form.title"),
      key: "title",
      width: 360,
      render: (_, result) => (
        <Link className="table-title" to={`/results/${result.id}`}>
          {result.title}
        </Link>
      ),
    },
    {
      title: t("publication:organisation"),
      key: "organisation",
      render: (_, result) => result.organisation.name,
    },
    { title: t("publication:field"), key: "field", render: (_, result) => fieldOf(result.field) },
    { title: t("result:trl"), key: "trl", render: (_, result) => `TRL ${result.trl}` },
    {
      title: t("nominatedAt"),
      key: "at",
      render: (_, { selection }) => selection !== null && <InstantText at={selection.at} />,
    },
    {
      title: t("app:actions"),
      key: "decide",
      render: (_, result) => (
        <Button type="primary" onClick={() => setDeciding(result)}>
          {t("decide")}
        </Button>
      ),
    },
  ];
  return (
    <>
      <PageHeader title={t("single.title")} subtitle={t("single.hint")} />
      <DataTable
        label={t("single.title")}
        query={nominated}
        columns={columns}
        empty={<EmptyState title={t("single.empty")} hint={t("single.emptyHint")} />}
      />
      {deciding !== null && <SelectionDialog result={deciding} onClose={() => setDeciding(null)} />}
    </>
  );
}
