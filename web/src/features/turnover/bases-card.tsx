import type { TurnoverQuery } from "@market/shared";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { MoneyText } from "../../components/money-text.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { useLanguage } from "../../i18n/use-language.ts";
import { turnoverQuery } from "./turnover-api.ts";
import { recordsPathOf } from "./turnover-filters.ts";

const bases = ["output", "absorption"] as const;

/** Both bases beside each other with what lies within the city apart, since it is part of either. */
export function BasesCard({ query }: { query: TurnoverQuery & { by: string } }) {
  const { t } = useTranslation("turnover");
  const language = useLanguage();
  const { by: _, ...ungrouped } = query;
  const output = useQuery(turnoverQuery({ ...ungrouped, basis: "output" }, language));
  const absorption = useQuery(turnoverQuery({ ...ungrouped, basis: "absorption" }, language));
  for (const answer of [output, absorption]) {
    if (answer.isLoadingError) {
      return <ProblemAlert error={answer.error} onRetry={() => void answer.refetch()} />;
    }
  }
  const answers = { output: output.data, absorption: absorption.data };
  return (
    <section className="card">
      <h2>{t("bases.title")}</h2>
      <div className="turnover-scroll">
        <table className="turnover-figures" aria-label={t("bases.title")}>
          <thead>
            <tr>
              <td />
              <th scope="col">{t("count")}</th>
              <th scope="col">{t("total")}</th>
              <th scope="col">{t("bases.inside")}</th>
              <th scope="col">{t("bases.across")}</th>
            </tr>
          </thead>
          <tbody>
            {bases.map((basis) => {
              const answer = answers[basis];
              const records = (flow?: string) =>
                recordsPathOf({ ...ungrouped, basis }, flow === undefined ? {} : { flow });
              return (
                <tr key={basis}>
                  <th scope="row">{t(`basis.${basis}`)}</th>
                  <td className="number">{answer?.count.toLocaleString() ?? "—"}</td>
                  <td>
                    <Link to={records()}>
                      {answer === undefined ? "—" : <MoneyText fen={answer.totalFen} />}
                    </Link>
                  </td>
                  <td>
                    <Link to={records("inside")}>
                      {answer === undefined ? "—" : <MoneyText fen={answer.inside.totalFen} />}
                    </Link>
                  </td>
                  <td>
                    {answer === undefined ? (
                      "—"
                    ) : (
                      <MoneyText fen={answer.totalFen - answer.inside.totalFen} />
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <p className="muted">{t("bases.note")}</p>
    </section>
  );
}
