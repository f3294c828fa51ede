import type { PlanPace, Turnover } from "@market/shared";
import { Progress } from "antd";
import { useTranslation } from "react-i18next";
import { formatFen } from "../../components/money.ts";
import { MoneyText } from "../../components/money-text.tsx";
import { useLanguage } from "../../i18n/use-language.ts";

interface PlanCardProps {
  /** `null` for a year of which the plan says nothing. */
  pace: PlanPace | null;
  target: Turnover["target"];
  definition: string;
}

/** How the running year stands to the plan: reached so far, missing, and what each month left must bring. */
export function PlanCard({ pace, target, definition }: PlanCardProps) {
  const { t } = useTranslation("turnover");
  const language = useLanguage();
  if (pace === null) return null;
  const percent = (pace.actualFen / pace.lineFen) * 100;
  return (
    <section className="card turnover-plan">
      <p>
        <strong>{t("plan.title", { year: pace.year })}</strong> <MoneyText fen={pace.lineFen} />
        <span className="muted">
          {" · "}
          {t("plan.target", { year: target.year, amount: formatFen(target.amountFen, language) })}
        </span>
      </p>
      <Progress
        percent={Math.min(100, percent)}
        format={() => `${percent.toLocaleString(undefined, { maximumFractionDigits: percent < 1 ? 3 : 1 })}%`}
        aria-label={t("plan.reached")}
      />
      <p className="muted">
        {t("plan.reached")} <MoneyText fen={pace.actualFen} />
        {" · "}
        {pace.gapFen === 0 ? (
          t("plan.done")
        ) : (
          <>
            {t("plan.gap")} <MoneyText fen={pace.gapFen} />
            {" · "}
            {t("plan.pace")} <MoneyText fen={pace.neededMonthlyFen} />
            {" · "}
            {t("plan.average")} <MoneyText fen={pace.averageMonthlyFen} />
          </>
        )}
      </p>
      <p className="muted">{definition}</p>
    </section>
  );
}
