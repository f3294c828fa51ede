import type { Target } from "@market/shared";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { MoneyText } from "../../components/money-text.tsx";
import { useLanguage } from "../../i18n/use-language.ts";
import { progressOf } from "./target-progress.ts";

const toneOf = {
  reached: "success",
  onPace: "primary",
  behind: "warning",
  missed: "danger",
  notYetDue: "primary",
} as const;

/** One promise of the plan: number, bar, state in words, rule, and the way to its records. */
export function TargetTile({ target, year }: { target: Target; year: number }) {
  const { t } = useTranslation("target");
  const language = useLanguage();
  const { share, elapsed, state } = progressOf(target, year, new Date());
  const percent = (share * 100).toLocaleString(language, { maximumFractionDigits: share < 0.01 ? 3 : 1 });
  return (
    <section className="card target-tile">
      <div className="row target-tile__head">
        <h2>{target.label[language]}</h2>
        <span className={`tag tag--${toneOf[state]}`}>{t(`state.${state}`)}</span>
      </div>
      <p className="target-tile__value number">
        <Amount target={target} amount={target.actual} />
      </p>
      <div className="target-bar">
        <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
          <rect className="target-bar__track" width="100" height="10" />
          <rect className="target-bar__fill" width={Math.min(100, share * 100)} height="10" />
          {elapsed > 0 && elapsed < 1 && (
            <rect className="target-bar__now" x={elapsed * 100 - 0.25} width="0.6" height="10" />
          )}
        </svg>
      </div>
      <p className="target-tile__line">
        {t("reachedOf", { percent })}
        <span className="muted">
          {" · "}
          {t(dueWordOf(target), { year: target.dueYear })} <Amount target={target} amount={target.due} />
          {target.dueYear !== null && target.due !== target.target && (
            <>
              {" · "}
              {t("dueIn", { year: target.dueYear })} <Amount target={target} amount={target.target} />
            </>
          )}
        </span>
      </p>
      <p className="muted target-tile__rule">
        <strong>{t("rule", { measure: target.measure })}</strong> {target.rule[language]}
      </p>
      <Link to={recordsPathOf(target, year)}>{t("records")}</Link>
    </section>
  );
}

/** A number of each year, a step of the plan's line, or a stock that the plan names no steps for. */
function dueWordOf({ dueYear, due, target }: Target) {
  if (dueYear === null) return "dueEachYear";
  return due === target ? "moreThanBy" : "dueThisYear";
}

function Amount({ target, amount }: { target: Target; amount: number }) {
  const language = useLanguage();
  if (target.unit === "fen") return <MoneyText fen={amount} />;
  return <span className="number">{amount.toLocaleString(language)}</span>;
}

function recordsPathOf({ name }: Target, year: number): string {
  if (name === "turnover") return `/turnover?from=${year}-01-01&to=${year}-12-31`;
  return `/targets/${name}?year=${year}`;
}
