import { Checkbox, Input } from "antd";
import { useTranslation } from "react-i18next";
import { formatWan, parseWan } from "./money.ts";

/** An amount as it is being typed: 万元 in words, or to be agreed (面议). */
export interface Amount {
  wan: string;
  isNegotiable: boolean;
}

export function amountOf(fen: number | null): Amount {
  return fen === null ? { wan: "", isNegotiable: true } : { wan: formatWan(fen), isNegotiable: false };
}

/** The 分 in an amount, `null` for 面议, `undefined` where what is typed is no amount. */
export function fenOf(amount: Amount): number | null | undefined {
  return amount.isNegotiable ? null : (parseWan(amount.wan) ?? undefined);
}

interface AmountInputProps {
  id?: string;
  value?: Amount;
  onChange?: (amount: Amount) => void;
  negotiableLabel: string;
}

export function AmountInput({ id, value = amountOf(null), onChange, negotiableLabel }: AmountInputProps) {
  const { t } = useTranslation();
  return (
    <div className="row">
      <Input
        id={id}
        className="amount-input"
        inputMode="decimal"
        disabled={value.isNegotiable}
        value={value.wan}
        onChange={(event) => onChange?.({ ...value, wan: event.target.value })}
      />
      <span>{t("wan")}</span>
      <Checkbox
        checked={value.isNegotiable}
        onChange={(event) => onChange?.({ ...value, isNegotiable: event.target.checked })}
      >
        {negotiableLabel}
      </Checkbox>
    </div>
  );
}
