import type { CreateContract } from "@market/shared";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { useCheckForm } from "./findings-api.ts";
import { FindingsList } from "./findings-list.tsx";
import "./procedure.css";

interface FormFindingsProps {
  /** What the form holds now; `null` where its own checks fail, which it then shows. */
  readForm: () => Promise<CreateContract | null>;
  /** Of the contract that the form changes. */
  contractId?: string;
}

/** The pre-check of what stands in a form, when its writer asks for it; it keeps nobody from sending. */
export function FormFindings({ readForm, contractId }: FormFindingsProps) {
  const { t } = useTranslation("procedure");
  const check = useCheckForm(contractId);
  const start = async () => {
    const input = await readForm();
    if (input !== null) check.mutate(input);
  };
  return (
    <section className="card">
      <h2>{t("findings.form")}</h2>
      <p className="muted">{t("findings.formHint")}</p>
      <div aria-live="polite">
        {check.data !== undefined && <FindingsList findings={check.data.findings} />}
        {check.isError && <ProblemAlert error={check.error} />}
      </div>
      <p>
        <Button loading={check.isPending} onClick={() => void start()}>
          {t(check.data === undefined ? "findings.check" : "findings.checkAgain")}
        </Button>
      </p>
    </section>
  );
}
