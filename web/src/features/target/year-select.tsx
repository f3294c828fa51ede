import { Select } from "antd";
import { useTranslation } from "react-i18next";

interface YearSelectProps {
  year: number;
  years: readonly number[];
  onChoose: (year: number) => void;
}

export function YearSelect({ year, years, onChoose }: YearSelectProps) {
  const { t } = useTranslation();
  return (
    <Select<number>
      aria-label={t("year")}
      value={year}
      options={years.map((value) => ({ value, label: t("yearName", { year: value }) }))}
      onChange={onChoose}
    />
  );
}
