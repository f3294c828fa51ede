import { type Organisation, partyKinds } from "@market/shared";
import { useQuery } from "@tanstack/react-query";
import { App, Checkbox, Input, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { useSession } from "../../app/session.ts";
import { ConfirmButton } from "../../components/confirm-button.tsx";
import { DataTable } from "../../components/data-table.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { useUrlFilters } from "../../components/url-filters.ts";
import { places } from "../../i18n/places.ts";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";
import { organisationsQuery, useVerifyOrganisation } from "./organisation-api.ts";
import { VerifiedTag } from "./verified-tag.tsx";

export default function OrganisationsPage() {
  const { t } = useTranslation(["organisation", "app"]);
  const { message } = App.useApp();
  const filters = useUrlFilters(["name", "verified"]);
  const organisations = useQuery(organisationsQuery({ ...filters.values, page: filters.page }));
  const verify = useVerifyOrganisation();
  const mayVerify = useSession()?.role === "official";
  const kindOf = useVocabulary(partyKinds).labelOf;
  const placeOf = useVocabulary(places).labelOf;

  const columns: TableColumnsType<Organisation> = [
    { title: t("name"), dataIndex: "name" },
    { title: t("kind"), key: "kind", render: (_, organisation) => kindOf(organisation.kind) },
    { title: t("district"), key: "district", render: (_, organisation) => placeOf(organisation.district) },
    { title: t("creditCode"), dataIndex: "creditCode" },
    {
      title: t("verified"),
      key: "verified",
      render: (_, organisation) => <VerifiedTag isVerified={organisation.verified} />,
    },
    {
      title: t("app:actions"),
      key: "acts",
      hidden: !mayVerify,
      render: (_, organisation) =>
        !organisation.verified && (
          <ConfirmButton
            type="primary"
            question={t("verifyQuestion", { name: organisation.name })}
            consequence={t("verifyConsequence")}
            loading={verify.isPending && verify.variables === organisation.id}
            onConfirm={() =>
              verify.mutate(organisation.id, {
                onSuccess: () => void message.success(t("verifyDone")),
                onError: (error) => void message.error(error.message),
              })
            }
          >
            {t("verify")}
          </ConfirmButton>
        ),
    },
  ];
  return (
    <>
      <PageHeader title={t("verifyTitle")} subtitle={t("verifyHint")} />
      <div className="row filter-row">
        <Input.Search
          className="filter-input"
          aria-label={t("namePart")}
          placeholder={t("namePart")}
          defaultValue={filters.values.name}
          allowClear
          onSearch={(name) => filters.set({ name: name.trim() })}
        />
        <Checkbox
          checked={filters.values.verified === "false"}
          onChange={(event) => filters.set({ verified: event.target.checked ? "false" : null })}
        >
          {t("onlyUnverified")}
        </Checkbox>
      </div>
      <DataTable
        label={t("verifyTitle")}
        query={organisations}
        columns={columns}
        empty={<EmptyState title={t("empty")} hint={t("emptyHint")} />}
      />
    </>
  );
}
