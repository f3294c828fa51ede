import { type TurnoverDimension, type TurnoverQuery, turnoverDimensions } from "@market/shared";
import { Segmented, Select } from "antd";
import dayjs from "dayjs";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { DayRange } from "../../components/day-range.tsx";
import { today } from "../../components/instant.ts";
import type { UrlFilters } from "../../components/url-filters.ts";
import { dimensionsOf, type TurnoverFilterName } from "./turnover-filters.ts";

interface TurnoverFilterBarProps {
  filters: UrlFilters<TurnoverFilterName>;
  /** Without `by` where nothing is grouped. */
  query: TurnoverQuery;
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
            onChange={(days) => filters.set(periodOf(days))}
          />
          {(["thisYear", "lastYear", "allYears"] as const).map((preset) => (
            <button
              key={preset}
              type="button"
              className="text-button"
              onClick={() => filters.set(periodOf(presetDays(preset)))}
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
      {query.by !== undefined && (
        <Filter isWide label={t("filters.by")}>
          <Select<TurnoverDimension[]>
            aria-label={t("filters.by")}
            mode="multiple"
            maxCount={3}
            value={dimensionsOf({ by: query.by })}
            onChange={(by) => filters.set({ by: by.join(",") })}
            options={turnoverDimensions.map((value) => ({ value, label: t(`dimension.${value}`) }))}
          />
        </Filter>
      )}
    </search>
  );
}

interface Days {
  from: string | null;
  to: string | null;
}

/** A period as the address has it: an open one says so, since without any the running year is meant. */
function periodOf(days: Days): Days & { period: string | null } {
  return { ...days, period: days.from === null && days.to === null ? "all" : null };
}

function presetDays(preset: "thisYear" | "lastYear" | "allYears"): Days {
  if (preset === "allYears") return { from: null, to: null };
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
