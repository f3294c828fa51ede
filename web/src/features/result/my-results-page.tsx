import type { Result } from "@market/shared";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ButtonLink } from "../../components/button-link.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { useUrlFilters } from "../../components/url-filters.ts";
import { MyPublications } from "../publication/my-publications.tsx";
import { resultsQuery } from "./result-api.ts";

export default function MyResultsPage() {
  const { t } = useTranslation("result");
  const filters = useUrlFilters(["status"]);
  const results = useQuery(resultsQuery({ mine: true, status: filters.values.status, page: filters.page }));
  const newButtons = (
    <>
      <ButtonLink to="/workspace/results/new" type="primary">
        {t("new")}
      </ButtonLink>
      <ButtonLink to="/workspace/results/import">{t("import")}</ButtonLink>
    </>
  );
  return (
    <>
      <PageHeader title={t("mineTitle")} subtitle={t("mineHint")} actions={newButtons} />
      <MyPublications<Result>
        kind="results"
        label={t("mineTitle")}
        query={results}
        filters={filters}
        column={{
          title: t("selectionState"),
          key: "selection",
          render: (_, { selection }) => selection !== null && t(`selectionOf.${selection.state}`),
        }}
        empty={
          <EmptyState title={t("mineEmpty")} hint={t("mineEmptyHint")}>
            {newButtons}
          </EmptyState>
        }
      />
    </>
  );
}
