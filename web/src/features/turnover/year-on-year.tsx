import type { TurnoverSums } from "@market/shared";
import { useTranslation } from "react-i18next";
import { formatFenExactly } from "../../components/money.ts";
import { useLanguage } from "../../i18n/use-language.ts";

interface YearOnYearProps {
  totalFen: number;
  previous: Pick<TurnoverSums, "totalFen"> | null;
}

/** How an amount stands to the same period of the year before; a dash where there was none. */
export function YearOnYear({ totalFen, previous }: YearOnYearProps) {
  const { t } = useTranslation("turnover");
  const language = useLanguage();
  if (previous === null || previous.totalFen <= 0) return <span className="muted">—</span>;
  const change = totalFen / previous.totalFen - 1;
  const percent = change.toLocaleString(undefined, {
    style: "percent",
    maximumFractionDigits: 1,
    signDisplay: "exceptZero",
  });
  return (
    <span
      className={change < 0 ? "number turnover-change turnover-change--down" : "number turnover-change"}
      title={t("previousOf", { amount: formatFenExactly(previous.totalFen, language) })}
    >
      {percent}
    </span>
  );
}
