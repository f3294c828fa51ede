import { ContractStatusSchema, contractTypes, fields } from "@market/shared";
import { useQuery } from "@tanstack/react-query";
import { Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useSession } from "../../app/session.ts";
import { DataTable } from "../../components/data-table.tsx";
import { DayRange } from "../../components/day-range.tsx";
import { DownloadButton } from "../../components/download-button.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { useUrlFilters } from "../../components/url-filters.ts";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";
import { contractsQuery } from "./contract-api.ts";
import { useContractColumns } from "./contract-columns.tsx";
import { contractFilterNames, contractQueryOf } from "./contract-filters.ts";
import "./contract.css";

export default function ContractListPage() {
  const { t } = useTranslation(["contract", "app"]);
  const person = useSession();
  const filters = useUrlFilters(contractFilterNames);
  const { values } = filters;
  const query = contractQueryOf(values);
  const contracts = useQuery(contractsQuery({ ...query, page: filters.page }));
  const columns = useContractColumns();
  const typeOptions = useVocabulary(contractTypes).options;
  const fieldOptions = useVocabulary(fields).options;
  const mayDraft =
    person?.role === "broker" || person?.role === "enterprise" || person?.role === "institution";
  const isOfficial = person?.role === "official" || person?.role === "admin";
  const isFiltered = Object.keys(query).length > 0;

  return (
    <>
      <PageHeader
        title={t("list.title")}
        actions={
          <>
            {mayDraft && (
              <Link className="button button--primary" to="/contracts/new">
                {t("list.new")}
              </Link>
            )}
            {isOfficial && (
              <>
                <DownloadButton path="/api/contracts/registration-list.csv" query={query}>
                  {t("list.csv")}
                </DownloadButton>
                <DownloadButton path="/api/contracts/registration-list.xlsx" query={query}>
                  {t("list.xlsx")}
                </DownloadButton>
              </>
            )}
          </>
        }
      />
      <search className="row contract-filters" aria-label={t("list.filters")}>
        <Input.Search
          key={values.text}
          className="contract-filters__text"
          aria-label={t("list.search")}
          placeholder={t("list.search")}
          allowClear
          defaultValue={values.text}
          onSearch={(text) => filters.set({ text })}
        />
        <Select
          className="contract-filters__select"
          aria-label={t("app:status")}
          allowClear
          placeholder={t("list.anyStatus")}
          value={query.status ?? null}
          onChange={(status) => filters.set({ status })}
          options={ContractStatusSchema.enum.map((value) => ({ value, label: t(`status.${value}`) }))}
        />
        <Select
          className="contract-filters__select"
          aria-label={t("type")}
          allowClear
          placeholder={t("list.anyType")}
          value={query.type ?? null}
          onChange={(type) => filters.set({ type })}
          options={typeOptions}
        />
        <Select
          className="contract-filters__select"
          aria-label={t("field")}
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          placeholder={t("list.anyField")}
          value={query.field ?? null}
          onChange={(field) => filters.set({ field })}
          options={fieldOptions}
        />
        <span className="muted">{t("registeredAt")}</span>
        <DayRange
          from={query.registeredFrom}
          to={query.registeredTo}
          fromLabel={t("list.registeredFrom")}
          toLabel={t("list.registeredTo")}
          onChange={({ from, to }) => filters.set({ registeredFrom: from, registeredTo: to })}
        />
      </search>
      <DataTable
        query={contracts}
        columns={columns}
        label={t("list.title")}
        empty={
          <EmptyState
            title={t(isFiltered ? "list.emptyFiltered" : "list.empty")}
            hint={t(
              isFiltered ? "list.emptyFilteredHint" : mayDraft ? "list.emptyHint" : "list.emptyOfficialHint",
            )}
          >
            {isFiltered && (
              <Link className="button" to="/contracts">
                {t("list.clear")}
              </Link>
            )}
          </EmptyState>
        }
      />
    </>
  );
}
