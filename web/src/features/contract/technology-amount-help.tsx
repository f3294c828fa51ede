import { QuestionCircleOutlined } from "@ant-design/icons";
import { Button, Popover } from "antd";
import { useTranslation } from "react-i18next";

/** A word of help on 技术交易额, the part of a contract's price that pays for technology. */
export function TechnologyAmountHelp() {
  const { t } = useTranslation("contract");
  return (
    <Popover
      trigger="click"
      title={t("technologyAmount")}
      content={<p className="contract-help">{t("technologyAmountHelp")}</p>}
    >
      <Button
        className="contract-help-button"
        type="text"
        size="small"
        icon={<QuestionCircleOutlined />}
        aria-label={t("technologyAmountQuestion")}
      />
    </Popover>
  );
}
