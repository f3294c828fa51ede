import { districts, isCreditCode, partyKinds, regions } from "@market/shared";
import { Form, Input, Radio, Select } from "antd";
import { useContext } from "react";
import { useTranslation } from "react-i18next";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";
import type { ContractFormValues } from "./contract-form-values.ts";
import { OrganisationSelect } from "./organisation-select.tsx";
import { PartyParticularsFields } from "./party-particulars.tsx";
import { FieldSourcesContext, RecordField, SourceMark } from "./record-field.tsx";

interface PartyFieldsProps {
  side: "seller" | "buyer";
  /** Whether the party is given by the pairing the contract comes from. */
  isFixed: boolean;
}

/** One party: an organisation of the market, or one outside it, with what the registration record asks of either. */
export function PartyFields({ side, isFixed }: PartyFieldsProps) {
  const { t } = useTranslation("contract");
  const form = Form.useFormInstance<ContractFormValues>();
  const party = Form.useWatch(side, { form, preserve: true });
  return (
    <fieldset className="contract-party">
      <legend>{t(side)}</legend>
      {isFixed ? (
        <>
          <p>
            <strong>{party?.organisation?.label}</strong> <SourceMark path={`${side}.organisation`} />
          </p>
          <p className="muted">{t("form.fixedParty")}</p>
        </>
      ) : (
        <>
          <p className="muted">{t(`form.${side}Hint`)}</p>
          <Form.Item name={[side, "isOutside"]}>
            <Radio.Group
              aria-label={t(side)}
              options={[
                { value: false, label: t("form.insideMarket") },
                { value: true, label: t("outsideMarket") },
              ]}
            />
          </Form.Item>
          {party?.isOutside === true ? <OutsideParty side={side} /> : <MarketOrganisation side={side} />}
        </>
      )}
      <CreditCodeField side={side} isKnown={party?.isOutside !== true} />
      <PartyParticularsFields side={side} />
    </fieldset>
  );
}

function MarketOrganisation({ side }: { side: "seller" | "buyer" }) {
  const { t } = useTranslation("contract");
  return (
    <RecordField
      name={[side, "organisation"]}
      label={t("form.organisation")}
      rules={[{ required: true, message: t("form.partyMissing") }]}
    >
      <OrganisationSelect />
    </RecordField>
  );
}

function OutsideParty({ side }: { side: "seller" | "buyer" }) {
  const { t } = useTranslation("contract");
  return (
    <>
      <RecordField
        name={[side, "name"]}
        label={t("form.partyName")}
        rules={[{ required: true, whitespace: true, message: t("form.partyNameMissing") }]}
      >
        <Input maxLength={120} />
      </RecordField>
      <RecordField
        name={[side, "kind"]}
        label={t("form.partyKind")}
        rules={[{ required: true, message: t("form.partyKindMissing") }]}
      >
        <Select options={useVocabulary(partyKinds).options} />
      </RecordField>
      <RecordField name={[side, "district"]} label={t("form.partyPlace")} extra={t("form.partyPlaceHint")}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          options={[
            { label: t("form.insideCity"), options: useVocabulary(districts).options },
            { label: t("form.outsideCity"), options: useVocabulary(regions).options },
          ]}
        />
      </RecordField>
    </>
  );
}

interface CreditCodeFieldProps {
  side: "seller" | "buyer";
  /** Of an organisation of the market, whose own code counts wherever it has told one. */
  isKnown: boolean;
}

function CreditCodeField({ side, isKnown }: CreditCodeFieldProps) {
  const { t } = useTranslation("contract");
  const isGiven = useContext(FieldSourcesContext)[`${side}.creditCode`] === "organisation";
  return (
    <RecordField
      name={[side, "creditCode"]}
      label={t("creditCode")}
      extra={isKnown && !isGiven ? t("form.creditCodeHint") : undefined}
      normalize={(code: string) => code.trim().toUpperCase()}
      rules={[
        {
          validator: async (_rule, code: string | undefined) => {
            if (code && !isCreditCode(code)) throw new Error(t("form.creditCodeInvalid"));
          },
        },
      ]}
    >
      <Input maxLength={18} placeholder={t("form.creditCodePlaceholder")} readOnly={isGiven} />
    </RecordField>
  );
}
