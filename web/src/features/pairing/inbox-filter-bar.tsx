import { fields, openPairingStatuses } from "@market/shared";
import { Segmented, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { UrlFilters } from "../../components/url-filters.ts";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";
import { type inboxFilterNames, inboxViewOf, inboxViews } from "./inbox-filters.ts";

const LEAST_SCORES = [0.5, 0.6, 0.7, 0.8, 0.9];

interface InboxFiltersProps {
  filters: UrlFilters<(typeof inboxFilterNames)[number]>;
  total: number;
}

/** The inbox's filters; a change of any lets go of the chosen pairing, which may not be among the new ones. */
export function InboxFilters({ filters, total }: InboxFiltersProps) {
  const { t } = useTranslation(["pairing", "app"]);
  const fieldOptions = useVocabulary(fields).options;
  const { values } = filters;
  const view = inboxViewOf(values);
  return (
    <search className="row inbox-filters" aria-label={t("inbox.filters")}>
      <Segmented
        aria-label={t("inbox.view")}
        value={view}
        onChange={(show) => filters.set({ show: show === "proposed" ? null : show, status: null, id: null })}
        options={inboxViews.map((value) => ({ value, label: t(`inbox.views.${value}`) }))}
      />
      {view !== "proposed" && (
        <Select
          aria-label={t("app:status")}
          allowClear
          placeholder={t("inbox.anyStatus")}
          value={values.status ?? null}
          onChange={(status) => filters.set({ status, id: null })}
          options={openPairingStatuses.map((status) => ({ value: status, label: t(`status.${status}`) }))}
          className="inbox-filters__select"
        />
      )}
      <Select
        aria-label={t("field")}
        allowClear
        showSearch={{ optionFilterProp: "label" }}
        placeholder={t("inbox.anyField")}
        value={values.field ?? null}
        onChange={(field) => filters.set({ field, id: null })}
        options={fieldOptions}
        className="inbox-filters__select"
      />
      <Select
        aria-label={t("inbox.minScore")}
        allowClear
        placeholder={t("inbox.anyScore")}
        value={values.minScore ?? null}
        onChange={(minScore) => filters.set({ minScore, id: null })}
        options={LEAST_SCORES.map((score) => ({
          value: String(score),
          label: t("inbox.scoreFrom", { percent: Math.round(score * 100) }),
        }))}
        className="inbox-filters__select"
      />
      <Select
        aria-label={t("inbox.sort")}
        value={values.sort === "newest" ? "newest" : "score"}
        onChange={(sort) => filters.set({ sort: sort === "score" ? null : sort, id: null })}
        options={(["score", "newest"] as const).map((sort) => ({
          value: sort,
          label: t(`inbox.sorts.${sort}`),
        }))}
        className="inbox-filters__select"
      />
      <span className="muted" aria-live="polite">
        {t("app:totalItems", { count: total })}
      </span>
    </search>
  );
}
