import type { MonthlyReport, ReportBreakdown, ReportPeriod } from "@market/shared";
import { lazy, Suspense, useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { InstantText } from "../../components/instant-text.tsx";
import { formatFen } from "../../components/money.ts";
import { MoneyText } from "../../components/money-text.tsx";
import { ScrollRegion } from "../../components/scroll-region.tsx";
import { useLanguage } from "../../i18n/use-language.ts";

const ReportChart = lazy(() => import("./report-chart.tsx"));

/** What the report says: turnover on both bases, the trend, breakdowns, corrections, the plan and its counters. */
export function MonthlyReportBody({ report }: { report: MonthlyReport }) {
  const { t } = useTranslation("report");
  const language = useLanguage();
  const formatAmount = useCallback((fen: number) => formatFen(fen, language), [language]);
  const trend = useMemo(
    () => ({
      categories: report.trend.map(({ month }) => month),
      series: [
        { name: t("output"), values: report.trend.map(({ outputFen }) => outputFen) },
        { name: t("absorption"), values: report.trend.map(({ absorptionFen }) => absorptionFen) },
        { name: t("yearBefore"), values: report.trend.map(({ outputYearBeforeFen }) => outputYearBeforeFen) },
      ],
    }),
    [report.trend, t],
  );
  return (
    <>
      <section className="card report-section">
        <h2>{t("turnover")}</h2>
        <TurnoverTable report={report} />
        <p className="muted">{t("basesNote")}</p>
      </section>
      <section className="card report-section">
        <h2>{t("trend")}</h2>
        <Suspense fallback={<div className="report-chart" />}>
          <ReportChart data={trend} label={t("trend")} formatAmount={formatAmount} />
        </Suspense>
      </section>
      {report.pace !== null && (
        <section className="card report-section">
          <h2>{t("plan", { year: report.pace.year })}</h2>
          <p>
            {t("planLine")} <MoneyText fen={report.pace.lineFen} /> · {t("planActual")}{" "}
            <MoneyText fen={report.pace.actualFen} /> · {t("planGap")} <MoneyText fen={report.pace.gapFen} />
          </p>
          <p>
            {t("planPace", { months: report.pace.monthsLeft })}{" "}
            <MoneyText fen={report.pace.neededMonthlyFen} /> · {t("planAverage")}{" "}
            <MoneyText fen={report.pace.averageMonthlyFen} />
          </p>
        </section>
      )}
      <div className="report-breakdowns">
        {report.breakdowns.map((breakdown) => (
          <Breakdown key={breakdown.dimension} breakdown={breakdown} />
        ))}
      </div>
      <Corrections report={report} />
      <Counters report={report} />
      <section className="card report-section">
        <h2>{t("definitions")}</h2>
        {report.bases.map(({ basis, definition }) => (
          <p key={basis}>{definition}</p>
        ))}
        <p>{report.planDefinition}</p>
      </section>
    </>
  );
}

function TurnoverTable({ report }: { report: MonthlyReport }) {
  const { t } = useTranslation("report");
  return (
    <ScrollRegion className="report-scroll" label={t("turnover")}>
      <table className="report-table">
        <thead>
          <tr>
            <th scope="col">{t("basis")}</th>
            <th scope="col" className="report-table__text">
              {t("period")}
            </th>
            <th scope="col">{t("count")}</th>
            <th scope="col">{t("total")}</th>
            <th scope="col">{t("technologyTotal")}</th>
            <th scope="col">{t("inside")}</th>
            <th scope="col">{t("previous")}</th>
            <th scope="col">{t("growth")}</th>
          </tr>
        </thead>
        <tbody>
          {report.bases.flatMap(({ basis, month, yearToDate }) => [
            <PeriodRow key={`${basis} month`} basis={t(basis)} name={t("ofMonth")} period={month} />,
            <PeriodRow key={`${basis} year`} basis={t(basis)} name={t("yearToDate")} period={yearToDate} />,
          ])}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function PeriodRow({ basis, name, period }: { basis: string; name: string; period: ReportPeriod }) {
  const language = useLanguage();
  const before = period.previous?.totalFen ?? 0;
  return (
    <tr>
      <th scope="row">{basis}</th>
      <td className="report-table__text">{name}</td>
      <td className="number">{period.count.toLocaleString(language)}</td>
      <td>
        <MoneyText fen={period.totalFen} />
      </td>
      <td>
        <MoneyText fen={period.technologyTotalFen} />
      </td>
      <td>
        <MoneyText fen={period.inside.totalFen} />
      </td>
      <td>{period.previous === null ? "—" : <MoneyText fen={before} />}</td>
      <td className="number">
        {before > 0
          ? (period.totalFen / before - 1).toLocaleString(language, {
              style: "percent",
              maximumFractionDigits: 1,
              signDisplay: "exceptZero",
            })
          : "—"}
      </td>
    </tr>
  );
}

function Breakdown({ breakdown: { dimension, rows, left } }: { breakdown: ReportBreakdown }) {
  const { t } = useTranslation("report");
  return (
    <section className="card report-section">
      <h2>{t(`by.${dimension}`)}</h2>
      {rows.length === 0 ? (
        <p className="muted">{t("none")}</p>
      ) : (
        <ScrollRegion className="report-scroll" label={t(`by.${dimension}`)}>
          <table className="report-table">
            <thead>
              <tr>
                <th scope="col">{t(`dimension.${dimension}`)}</th>
                <th scope="col">{t("ofMonth")}</th>
                <th scope="col">{t("yearToDate")}</th>
                <th scope="col">{t("count")}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ key, label, month, yearToDate }) => (
                <tr key={key}>
                  <th scope="row">{label}</th>
                  <td>
                    <MoneyText fen={month.totalFen} />
                  </td>
                  <td>
                    <MoneyText fen={yearToDate.totalFen} />
                  </td>
                  <td className="number">{yearToDate.count}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
      {left > 0 && <p className="muted">{t("left", { count: left })}</p>}
    </section>
  );
}

function Corrections({ report }: { report: MonthlyReport }) {
  const { t } = useTranslation("report");
  return (
    <section className="card report-section">
      <h2>{t("corrections")}</h2>
      {report.corrections.length === 0 ? (
        <p className="muted">{t("noCorrections")}</p>
      ) : (
        <ScrollRegion className="report-scroll" label={t("corrections")}>
          <table className="report-table">
            <thead>
              <tr>
                <th scope="col">{t("contract")}</th>
                <th scope="col" className="report-table__text">
                  {t("kindHeading")}
                </th>
                <th scope="col">{t("correctedAt")}</th>
                <th scope="col">{t("countedOn")}</th>
                <th scope="col">{t("total")}</th>
              </tr>
            </thead>
            <tbody>
              {report.corrections.map(({ contract, kind, at, sign, registeredOn, amountFen }) => (
                <tr key={`${contract.id} ${at} ${sign}`}>
                  <th scope="row">
                    <Link to={`/contracts/${contract.id}`}>{contract.title}</Link>
                  </th>
                  <td className="report-table__text">{t(`kind.${kind}`)}</td>
                  <td>
                    <InstantText at={at} form="day" />
                  </td>
                  <td className="number">{registeredOn}</td>
                  <td>
                    <MoneyText fen={amountFen} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </section>
  );
}

function Counters({ report: { targets } }: { report: MonthlyReport }) {
  const { t } = useTranslation("report");
  const language = useLanguage();
  return (
    <section className="card report-section">
      <h2>{t("counters", { year: targets.year, source: targets.source })}</h2>
      <ul className="report-counters">
        {targets.targets.map(({ name, label, unit, actual, due, measure, rule }) => (
          <li key={name}>
            <strong>{label[language]}</strong>{" "}
            {unit === "fen" ? <MoneyText fen={actual} /> : <span className="number">{actual}</span>} /{" "}
            {unit === "fen" ? <MoneyText fen={due} /> : <span className="number">{due}</span>}
            <span className="muted report-rule">
              {measure} · {rule[language]}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
