import { type AuditEntry, type AuditSubjectKind, AuditSubjectKindSchema, roles } from "@market/shared";
import { useQuery } from "@tanstack/react-query";
import { Input, Select, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { DataTable } from "../../components/data-table.tsx";
import { DayRange } from "../../components/day-range.tsx";
import { DownloadButton } from "../../components/download-button.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { InstantText } from "../../components/instant-text.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { useUrlFilters } from "../../components/url-filters.ts";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";
import "./audit.css";
import { auditFilePath, auditQuery } from "./audit-api.ts";

const folderOf: Partial<Record<AuditSubjectKind, string>> = {
  contract: "contracts",
  result: "results",
  demand: "demands",
};

/** Who did what, when, with before and after: the records' own histories read together. */
export default function AuditPage() {
  const { t } = useTranslation(["audit", "app"]);
  const filters = useUrlFilters(["kind", "actor", "subject", "from", "to"]);
  const { values } = filters;
  const audit = useQuery(auditQuery({ ...values, page: filters.page }));
  const columns = useAuditColumns();

  return (
    <>
      <PageHeader
        title={t("title")}
        subtitle={t("subtitle")}
        actions={
          <>
            <DownloadButton path={auditFilePath("csv")} query={values}>
              {t("csv")}
            </DownloadButton>
            <DownloadButton path={auditFilePath("xlsx")} query={values}>
              {t("xlsx")}
            </DownloadButton>
          </>
        }
      />
      <div className="row filter-row">
        <Select
          className="audit-filter"
          allowClear
          aria-label={t("kindHeading")}
          placeholder={t("kindHeading")}
          value={values.kind}
          options={AuditSubjectKindSchema.enum.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
          onChange={(kind) => filters.set({ kind })}
        />
        <Input.Search
          key={`actor ${values.actor}`}
          className="audit-filter"
          allowClear
          aria-label={t("actor")}
          placeholder={t("actor")}
          defaultValue={values.actor}
          onSearch={(actor) => filters.set({ actor: actor.trim() })}
        />
        <Input.Search
          key={`subject ${values.subject}`}
          className="audit-filter"
          allowClear
          aria-label={t("subjectFilter")}
          placeholder={t("subjectFilter")}
          defaultValue={values.subject}
          onSearch={(subject) => filters.set({ subject: subject.trim() })}
        />
        <DayRange
          from={values.from}
          to={values.to}
          fromLabel={t("from")}
          toLabel={t("to")}
          onChange={(days) => filters.set(days)}
        />
      </div>
      <DataTable
        query={audit}
        columns={columns}
        label={t("title")}
        empty={<EmptyState title={t("empty")} hint={t("emptyHint")} />}
      />
    </>
  );
}

function useAuditColumns(): TableColumnsType<AuditEntry> {
  const { t } = useTranslation(["audit", "app"]);
  const roleOf = useVocabulary(roles).labelOf;
  return [
    { key: "at", title: t("at"), render: (_, { at }) => <InstantText at={at} /> },
    {
      key: "actor",
      title: t("actor"),
      render: (_, { actor }) => (
        <>
          {actor.role === "system" ? t("app:system") : actor.name}{" "}
          {actor.role !== "system" && <span className="muted">{roleOf(actor.role)}</span>}
        </>
      ),
    },
    {
      key: "act",
      title: t("act"),
      render: (_, { act, reason }) => (
        <>
          {t(`acts.${act}`, { defaultValue: act })}{" "}
          {reason !== undefined && <span className="tag">{reason}</span>}
        </>
      ),
    },
    {
      key: "subject",
      title: t("subject"),
      render: (_, { subject: { kind, id, title } }) => (
        <>
          <span className="muted">{t(`kind.${kind}`)}</span>{" "}
          {folderOf[kind] === undefined ? title : <Link to={`/${folderOf[kind]}/${id}`}>{title}</Link>}
        </>
      ),
    },
    {
      key: "words",
      title: t("words"),
      render: (_, { note, changes = [] }) => (
        <>
          {note !== null && <div className="prose">{note}</div>}
          {changes.map(({ path, before, after }) => (
            <div key={path} className="audit-change">
              <span className="muted">{path}</span> <del>{wordOf(before)}</del> → <ins>{wordOf(after)}</ins>
            </div>
          ))}
        </>
      ),
    },
  ];
}

function wordOf(value: NonNullable<AuditEntry["changes"]>[number]["before"]): string {
  if (value === null) return "—";
  return Array.isArray(value) ? value.join(", ") : String(value);
}
