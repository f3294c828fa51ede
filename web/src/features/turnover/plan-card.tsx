import type { Turnover } from "@market/shared";
import { Progress } from "antd";
import { useTranslation } from "react-i18next";
import { formatFen } from "../../components/money.ts";
import { MoneyText } from "../../components/money-text.tsx";
import { useLanguage } from "../../i18n/use-language.ts";
import type { PlanProgress } from "./turnover-series.ts";

interface PlanCardProps {
  progress: PlanProgress;
  target: Turnover["target"];
}

/** How the running year stands to the plan: reached so far, missing, and what each month left must bring. */
export function PlanCard({ progress, target }: PlanCardProps) {
  const { t } = useTranslation("turnover");
  const language = useLanguage();
  const percent = (progress.actualFen / progress.planFen) * 100;
  return (
    <div className="turnover-plan">
      <p>
        <strong>{t("plan.title", { year: progress.year })}</strong> <MoneyText fen={progress.planFen} />
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
        {t("plan.reached")} <MoneyText fen={progress.actualFen} />
        {" · "}
        {progress.gapFen === 0 ? (
          t("plan.done")
        ) : (
          <>
            {t("plan.gap")} <MoneyText fen={progress.gapFen} />
            {" · "}
            {t("plan.pace")} <MoneyText fen={progress.neededMonthlyFen} />
          </>
        )}
      </p>
    </div>
  );
}
