import { cityPlan, type TargetRecord } from "@market/shared";
import { useQuery } from "@tanstack/react-query";
import type { TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { DataTable } from "../../components/data-table.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { InstantText } from "../../components/instant-text.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { useLanguage } from "../../i18n/use-language.ts";
import { targetRecordsQuery } from "./target-api.ts";
import { useYear } from "./use-year.ts";
import { YearSelect } from "./year-select.tsx";

const folderOf = { contract: "contracts", demand: "demands", result: "results" } as const;

/** The records that one counter of the plan counts, each with why it counts in the year. */
export default function TargetRecordsPage() {
  const { t } = useTranslation("target");
  const language = useLanguage();
  const { target: name = "" } = useParams();
  const { year, years, page, choose } = useYear();
  const records = useQuery(targetRecordsQuery(name, year, page));
  const target = cityPlan.targets.find((known) => known.name === name);
  const title = target?.label[language] ?? name;

  const columns: TableColumnsType<TargetRecord> = [
    {
      key: "title",
      title: t("record"),
      render: (_, { kind, id, title: text }) =>
        kind === "user" ? text : <Link to={`/${folderOf[kind]}/${id}`}>{text}</Link>,
    },
    { title: t("organisation"), dataIndex: "organisation" },
    { title: t("note"), dataIndex: "note" },
    { key: "at", title: t(`why.${whyOf(name)}`), render: (_, { at }) => <InstantText at={at} form="day" /> },
  ];
  return (
    <>
      <PageHeader
        title={t("recordsOf", { title, year })}
        subtitle={target?.rule[language]}
        actions={
          <>
            <YearSelect year={year} years={years} onChoose={choose} />
            <Link className="button button--small" to={`/targets?year=${year}`}>
              {t("back")}
            </Link>
          </>
        }
      />
      <DataTable
        query={records}
        columns={columns}
        label={title}
        empty={<EmptyState title={t("empty", { year })} hint={t("emptyHint")} />}
      />
    </>
  );
}

function whyOf(name: string): "brokers" | "majorResults" | "innovationProjects" | "needsLinked" {
  return name === "brokers" || name === "majorResults" || name === "innovationProjects"
    ? name
    : "needsLinked";
}
