import type { Demand } from "@market/shared";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ButtonLink } from "../../components/button-link.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { useUrlFilters } from "../../components/url-filters.ts";
import { MyPublications } from "../publication/my-publications.tsx";
import { DeadlineText } from "./deadline-text.tsx";
import { demandsQuery } from "./demand-api.ts";
import { ExtendButton } from "./extend-button.tsx";

export default function MyDemandsPage() {
  const { t } = useTranslation("demand");
  const filters = useUrlFilters(["status"]);
  const demands = useQuery(demandsQuery({ mine: true, status: filters.values.status, page: filters.page }));
  const newButtons = (
    <>
      <ButtonLink to="/workspace/demands/new" type="primary">
        {t("new")}
      </ButtonLink>
      <ButtonLink to="/workspace/demands/import">{t("import")}</ButtonLink>
    </>
  );
  return (
    <>
      <PageHeader title={t("mineTitle")} subtitle={t("mineHint")} actions={newButtons} />
      <MyPublications<Demand>
        kind="demands"
        label={t("mineTitle")}
        query={demands}
        filters={filters}
        column={{
          title: t("deadline"),
          key: "deadline",
          render: (_, demand) => (
            <span className="row">
              <DeadlineText day={demand.deadline} />
              <ExtendButton demand={demand} size="small" />
            </span>
          ),
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
