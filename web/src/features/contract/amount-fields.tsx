import { Form, Input, Segmented } from "antd";
import { useTranslation } from "react-i18next";
import { type AmountUnit, formatAmount, formatFenExactly, parseAmount } from "../../components/money.ts";
import { useLanguage } from "../../i18n/use-language.ts";
import type { ContractFormValues } from "./contract-form-values.ts";
import { RecordField } from "./record-field.tsx";
import { TermHelp } from "./term-help.tsx";

const units: readonly AmountUnit[] = ["wan", "yuan"];

interface AmountFieldsProps {
  /** What the deal's texts asked and offered, to compare with; no amount is proposed from them. */
  budgetFen?: number | null;
  priceFen?: number | null;
}

/** 成交额 and, within it, 技术交易额, typed in 万元 or 元 and read back to the 分. */
export function AmountFields({ budgetFen = null, priceFen = null }: AmountFieldsProps) {
  const { t } = useTranslation("contract");
  const language = useLanguage();
  const form = Form.useFormInstance<ContractFormValues>();
  const unit = Form.useWatch("unit", form) ?? "wan";
  const amountFen = parseAmount(Form.useWatch("amount", form) ?? "", unit);
  const technologyAmountFen = parseAmount(Form.useWatch("technologyAmount", form) ?? "", unit);

  const changeUnit = (next: AmountUnit) => {
    for (const name of ["amount", "technologyAmount"] as const) {
      const fen = parseAmount(form.getFieldValue(name) ?? "", unit);
      if (fen !== null) form.setFieldValue(name, formatAmount(fen, next));
    }
  };
  const readAmount = (name: "amount" | "technologyAmount"): number => {
    const fen = parseAmount(form.getFieldValue(name) ?? "", form.getFieldValue("unit"));
    if (fen === null) throw new Error(t("form.amountInvalid"));
    return fen;
  };

  return (
    <>
      {(budgetFen !== null || priceFen !== null) && (
        <p className="muted">
          {budgetFen !== null && t("form.budgetAsked", { amount: formatFenExactly(budgetFen, language) })}{" "}
          {priceFen !== null && t("form.priceAsked", { amount: formatFenExactly(priceFen, language) })}
        </p>
      )}
      <Form.Item name="unit" label={t("form.unit")}>
        <Segmented<AmountUnit>
          options={units.map((value) => ({ value, label: t(`form.units.${value}`) }))}
          onChange={changeUnit}
        />
      </Form.Item>
      <div className="contract-columns">
        <Form.Item
          name="amount"
          label={t("amount")}
          required
          dependencies={["unit"]}
          extra={<ReadBack fen={amountFen} />}
          rules={[{ validator: async () => void readAmount("amount") }]}
        >
          <Input inputMode="decimal" suffix={t(`form.units.${unit}`)} />
        </Form.Item>
        <Form.Item
          name="technologyAmount"
          label={
            <>
              {t("technologyAmount")} <TermHelp term="technologyAmount" />
            </>
          }
          required
          dependencies={["amount", "unit"]}
          extra={
            <>
              <ReadBack fen={technologyAmountFen} />
              {amountFen !== null && amountFen > 0 && amountFen === technologyAmountFen && (
                <div>{t("form.amountsEqual")}</div>
              )}
            </>
          }
          rules={[
            {
              validator: async () => {
                const amount = parseAmount(form.getFieldValue("amount") ?? "", form.getFieldValue("unit"));
                if (readAmount("technologyAmount") > (amount ?? Number.POSITIVE_INFINITY)) {
                  throw new Error(t("form.technologyAmountAbove"));
                }
              },
            },
          ]}
        >
          <Input inputMode="decimal" suffix={t(`form.units.${unit}`)} />
        </Form.Item>
      </div>
      <RecordField name="nonTechnicalCosts" label={t("nonTechnicalCosts")} help="nonTechnicalCosts">
        <Input.TextArea
          maxLength={2000}
          autoSize={{ minRows: 1, maxRows: 6 }}
          placeholder={t("form.nonTechnicalCostsPlaceholder")}
        />
      </RecordField>
    </>
  );
}

/** What was typed, to the 分, so that a slip of a digit shows. */
function ReadBack({ fen }: { fen: number | null }) {
  const language = useLanguage();
  return <span className="number">{fen === null ? " " : `= ${formatFenExactly(fen, language)}`}</span>;
}
