import { type TurnoverDimension, type TurnoverQuery, turnoverDimensions } from "@market/shared";
import { DatePicker, Segmented, Select } from "antd";
import dayjs from "dayjs";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { UrlFilters } from "../../components/url-filters.ts";
import { dimensionsOf, type turnoverFilterNames } from "./turnover-filters.ts";

interface TurnoverFilterBarProps {
  filters: UrlFilters<(typeof turnoverFilterNames)[number]>;
  query: TurnoverQuery & { by: string };
}

/** What is counted: on which basis, by which date, in which period, as of when, grouped how. */
export function TurnoverFilterBar({ filters, query }: TurnoverFilterBarProps) {
  const { t } = useTranslation("turnover");
  const thisYear = dayjs();
  return (
    <search className="turnover-filters" aria-label={t("filters.label")}>
      <Filter label={t("filters.basis")}>
        <Segmented
          aria-label={t("filters.basis")}
          value={query.basis ?? "output"}
          onChange={(basis) => filters.set({ basis: basis === "output" ? null : basis })}
          options={(["output", "absorption"] as const).map((value) => ({
            value,
            label: t(`basis.${value}`),
          }))}
        />
      </Filter>
      <Filter label={t("filters.date")}>
        <Segmented
          aria-label={t("filters.date")}
          value={query.date ?? "registered"}
          onChange={(date) => filters.set({ date: date === "registered" ? null : date })}
          options={(["registered", "signed"] as const).map((value) => ({ value, label: t(`date.${value}`) }))}
        />
      </Filter>
      <Filter label={t("filters.period")}>
        <DatePicker.RangePicker
          aria-label={t("filters.period")}
          allowEmpty={[true, true]}
          placeholder={[t("filters.from"), t("filters.to")]}
          value={[
            query.from === undefined ? null : dayjs(query.from),
            query.to === undefined ? null : dayjs(query.to),
          ]}
          onChange={(days) =>
            filters.set({ from: days?.[0]?.format("YYYY-MM-DD"), to: days?.[1]?.format("YYYY-MM-DD") })
          }
          presets={[
            { label: t("filters.thisYear"), value: [thisYear.startOf("year"), thisYear.endOf("year")] },
            {
              label: t("filters.lastYear"),
              value: [
                thisYear.subtract(1, "year").startOf("year"),
                thisYear.subtract(1, "year").endOf("year"),
              ],
            },
            { label: t("filters.thisMonth"), value: [thisYear.startOf("month"), thisYear.endOf("month")] },
          ]}
        />
      </Filter>
      <Filter label={t("filters.asOf")}>
        <DatePicker
          aria-label={t("filters.asOf")}
          showTime={{ format: "HH:mm" }}
          format="YYYY-MM-DD HH:mm"
          placeholder={t("filters.now")}
          value={query.asOf === undefined ? null : dayjs(query.asOf)}
          onChange={(instant) => filters.set({ asOf: instant?.toISOString() })}
        />
      </Filter>
      <Filter isWide label={t("filters.by")}>
        <Select<TurnoverDimension[]>
          aria-label={t("filters.by")}
          mode="multiple"
          maxCount={3}
          value={dimensionsOf(query)}
          onChange={(by) => filters.set({ by: by.join(",") })}
          options={turnoverDimensions.map((value) => ({ value, label: t(`dimension.${value}`) }))}
        />
      </Filter>
    </search>
  );
}

function Filter({
  label,
  isWide = false,
  children,
}: {
  label: string;
  isWide?: boolean;
  children: ReactNode;
}) {
  return (
    <div className={isWide ? "turnover-filter turnover-filter--wide" : "turnover-filter"}>
      <span className="muted" aria-hidden="true">
        {label}
      </span>
      {children}
    </div>
  );
}
