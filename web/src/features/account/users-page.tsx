import { roles, type User } from "@market/shared";
import { useQuery } from "@tanstack/react-query";
import { Input, Select, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { DataTable } from "../../components/data-table.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { useUrlFilters } from "../../components/url-filters.ts";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";
import { usersQuery } from "./account-api.ts";
import { AppointSelect } from "./appoint-select.tsx";
import { ResetLinkButton } from "./reset-link-button.tsx";

export default function UsersPage() {
  const { t } = useTranslation(["account", "app"]);
  const filters = useUrlFilters(["role", "email"]);
  const users = useQuery(usersQuery({ ...filters.values, page: filters.page }));
  const roleOptions = useVocabulary(roles).options;

  const columns: TableColumnsType<User> = [
    { title: t("name"), dataIndex: "name" },
    { title: t("email"), dataIndex: "email" },
    {
      title: t("organisation"),
      key: "organisation",
      render: (_, user) => (
        <span>
          {user.organisation?.name}{" "}
          {user.organisationAdmin && <span className="tag">{t("organisationAdmin")}</span>}
        </span>
      ),
    },
    {
      title: t("verified"),
      key: "verified",
      render: (_, user) => (
        <span className={`tag ${user.verified ? "tag--success" : ""}`}>
          {user.verified ? t("verifiedYes") : t("verifiedNo")}
        </span>
      ),
    },
    { title: t("role"), key: "role", render: (_, user) => <AppointSelect user={user} /> },
    { title: t("app:actions"), key: "acts", render: (_, user) => <ResetLinkButton user={user} /> },
  ];
  return (
    <>
      <PageHeader title={t("usersTitle")} subtitle={t("usersHint")} />
      <div className="row filter-row">
        <Input.Search
          className="filter-input"
          aria-label={t("emailPart")}
          placeholder={t("emailPart")}
          defaultValue={filters.values.email}
          allowClear
          onSearch={(email) => filters.set({ email: email.trim() })}
        />
        <Select
          className="filter-select"
          aria-label={t("role")}
          placeholder={t("role")}
          allowClear
          options={roleOptions}
          value={filters.values.role}
          onChange={(role) => filters.set({ role })}
        />
      </div>
      <DataTable
        label={t("usersTitle")}
        query={users}
        columns={columns}
        empty={<EmptyState title={t("usersEmpty")} hint={t("usersEmptyHint")} />}
      />
    </>
  );
}
