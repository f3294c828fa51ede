import { type BrokerLevel, brokerLevels, type User } from "@market/shared";
import { useQuery } from "@tanstack/react-query";
import { App, Checkbox, Select, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { useSession } from "../../app/session.ts";
import { ConfirmButton } from "../../components/confirm-button.tsx";
import { DataTable } from "../../components/data-table.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { useUrlFilters } from "../../components/url-filters.ts";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";
import { brokersQuery, useVerifyBroker } from "./broker-api.ts";

export default function BrokersPage() {
  const { t } = useTranslation(["broker", "app"]);
  const { message } = App.useApp();
  const filters = useUrlFilters(["verified"]);
  const brokers = useQuery(brokersQuery({ ...filters.values, page: filters.page }));
  const verify = useVerifyBroker();
  const levelOptions = useVocabulary(brokerLevels).options;
  const mayVerify = useSession()?.role === "official";

  const act = (words: { userId: string; level?: BrokerLevel }) =>
    verify.mutate(words, {
      onSuccess: () => void message.success(t(words.level === undefined ? "verifyDone" : "levelKept")),
      onError: (error) => void message.error(error.message),
    });

  const columns: TableColumnsType<User> = [
    { title: t("name"), dataIndex: "name" },
    { title: t("email"), dataIndex: "email" },
    { title: t("organisation"), key: "organisation", render: (_, broker) => broker.organisation?.name },
    {
      title: t("verified"),
      key: "verified",
      render: (_, broker) => (
        <span className={broker.verified ? "tag tag--success" : "tag tag--warning"}>
          {broker.verified ? t("verifiedYes") : t("verifiedNo")}
        </span>
      ),
    },
    {
      title: t("level"),
      key: "level",
      render: (_, broker) => (
        <Select<BrokerLevel>
          aria-label={t("level")}
          placeholder={t("levelPlaceholder")}
          disabled={!mayVerify || !broker.verified}
          value={broker.level}
          options={levelOptions}
          onChange={(level) => act({ userId: broker.id, level })}
        />
      ),
    },
    {
      title: t("app:actions"),
      key: "acts",
      hidden: !mayVerify,
      render: (_, broker) =>
        !broker.verified && (
          <ConfirmButton
            type="primary"
            question={t("verifyQuestion", { name: broker.name })}
            loading={verify.isPending && verify.variables.userId === broker.id}
            onConfirm={() => act({ userId: broker.id })}
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
        <Checkbox
          checked={filters.values.verified === "false"}
          onChange={(event) => filters.set({ verified: event.target.checked ? "false" : null })}
        >
          {t("onlyUnverified")}
        </Checkbox>
      </div>
      <DataTable
        label={t("verifyTitle")}
        query={brokers}
        columns={columns}
        empty={<EmptyState title={t("empty")} hint={t("emptyHint")} />}
      />
    </>
  );
}
