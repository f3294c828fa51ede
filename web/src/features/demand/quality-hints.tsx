import { assessDemand } from "@market/shared";
import { Form, Progress } from "antd";
import { useTranslation } from "react-i18next";
import { fenOf } from "../../components/amount-input.tsx";
import type { DemandValues } from "./demand-form.tsx";

/** What a demand being written leaves out that solvers ask for: advice, as it is typed. */
export function QualityHints() {
  const { t } = useTranslation("demand");
  const form = Form.useFormInstance<DemandValues>();
  const values = Form.useWatch((all: DemandValues) => all, form) ?? {};
  const { title, description, keywords, deadline, budgetFen } = values;
  const { percent, missing } = assessDemand(
    {
      ...{ title, description, keywords, deadline },
      budgetFen: budgetFen === undefined ? null : (fenOf(budgetFen) ?? null),
    },
    new Date(),
  );
  return (
    <section className="card quality" aria-label={t("quality.title")}>
      <div className="row">
        <h2>{t("quality.title")}</h2>
        <span className="muted">{t("quality.hint")}</span>
      </div>
      <Progress percent={percent} aria-label={t("quality.percent", { percent })} />
      {missing.length === 0 ? (
        <p>{t("quality.whole")}</p>
      ) : (
        <>
          <p>{t("quality.missingTitle")}</p>
          <ul className="quality__missing">
            {missing.map((code) => (
              <li key={code}>{t(`quality.missing.${code}`)}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
