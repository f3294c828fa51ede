import { currentCommitment } from "@market/shared";
import { Checkbox, Form } from "antd";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../i18n/use-language.ts";

/** 承诺书, and the box by which it is given. */
export function CommitmentSection() {
  const { t } = useTranslation("contract");
  return (
    <section className="card">
      <h2>{t("commitment.title")}</h2>
      <CommitmentText />
      <Form.Item name="commitment" valuePropName="checked" extra={t("commitment.hint")}>
        <Checkbox>{t("commitment.give")}</Checkbox>
      </Form.Item>
    </section>
  );
}

/** The text of today's promise. */
export function CommitmentText() {
  const language = useLanguage();
  return (
    <ol className="contract-commitment">
      {currentCommitment[language].map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ol>
  );
}
