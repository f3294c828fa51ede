import { type TurnoverDimension, type TurnoverQuery, turnoverDimensions } from "@market/shared";
import { Segmented, Select } from "antd";
import dayjs from "dayjs";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { DayRange } from "../../components/day-range.tsx";
import { today } from "../../components/instant.ts";
import type { UrlFilters } from "../../components/url-filters.ts";
import { dimensionsOf, type turnoverFilterNames } from "./turnover-filters.ts";

interface TurnoverFilterBarProps {
  filters: UrlFilters<(typeof turnoverFilterNames)[number]>;
  query: TurnoverQuery & { by: string };
}

/** What is counted: on which basis, by which date, in which period, as of when, grouped how. */
export function TurnoverFilterBar({ filters, query }: TurnoverFilterBarProps) {
  const { t } = useTranslation("turnover");
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
        <span className="row">
          <DayRange
            from={query.from}
            to={query.to}
            fromLabel={t("filters.from")}
            toLabel={t("filters.to")}
            onChange={(days) => filters.set(days)}
          />
          {(["thisYear", "lastYear"] as const).map((preset) => (
            <button
              key={preset}
              type="button"
              className="text-button"
              onClick={() => filters.set(presetDays(preset))}
            >
              {t(`filters.${preset}`)}
            </button>
          ))}
        </span>
      </Filter>
      <Filter label={t("filters.asOf")}>
        <input
          type="datetime-local"
          className="input turnover-filter__instant"
          aria-label={t("filters.asOf")}
          value={query.asOf === undefined ? "" : dayjs(query.asOf).format("YYYY-MM-DDTHH:mm")}
          onChange={({ target }) =>
            filters.set({ asOf: target.value === "" ? null : new Date(target.value).toISOString() })
          }
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

function presetDays(preset: "thisYear" | "lastYear"): { from: string; to: string } {
  const year = Number(today().slice(0, 4)) - (preset === "lastYear" ? 1 : 0);
  return { from: `${year}-01-01`, to: `${year}-12-31` };
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
