import { QuestionCircleOutlined } from "@ant-design/icons";
import { Button, Popover } from "antd";
import { useTranslation } from "react-i18next";
import type contractStrings from "./contract.zh.json";

export type ExplainedTerm = keyof typeof contractStrings.help;

/** A word of help on a term of the registration record, to be opened beside its label. */
export function TermHelp({ term }: { term: ExplainedTerm }) {
  const { t } = useTranslation("contract");
  return (
    <Popover
      trigger="click"
      title={t(`help.${term}.title`)}
      content={<p className="contract-help">{t(`help.${term}.text`)}</p>}
    >
      <Button
        className="contract-help-button"
        type="text"
        size="small"
        icon={<QuestionCircleOutlined />}
        aria-label={t("helpOn", { term: t(`help.${term}.title`) })}
      />
    </Popover>
  );
}
