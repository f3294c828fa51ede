import { CREDIT_CODE_PATTERN, districts, partyKinds, regions } from "@market/shared";
import { Form, Input, Radio, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";
import type { ContractFormValues } from "./contract-form-values.ts";
import { OrganisationSelect } from "./organisation-select.tsx";

const CREDIT_CODE = new RegExp(CREDIT_CODE_PATTERN);

interface PartyFieldsProps {
  side: "seller" | "buyer";
  /** Whether the party is given by the pairing the contract comes from. */
  isFixed: boolean;
}

/** One party: an organisation of the market, or the particulars of one outside it. */
export function PartyFields({ side, isFixed }: PartyFieldsProps) {
  const { t } = useTranslation("contract");
  const form = Form.useFormInstance<ContractFormValues>();
  const party = Form.useWatch(side, { form, preserve: true });
  const kindOptions = useVocabulary(partyKinds).options;
  const districtOptions = useVocabulary(districts).options;
  const regionOptions = useVocabulary(regions).options;
  if (isFixed) {
    return (
      <fieldset className="contract-party">
        <legend>{t(side)}</legend>
        <p>
          <strong>{party?.organisation?.label}</strong>
        </p>
        <p className="muted">{t("form.fixedParty")}</p>
      </fieldset>
    );
  }
  return (
    <fieldset className="contract-party">
      <legend>{t(side)}</legend>
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
      {party?.isOutside !== true ? (
        <Form.Item
          name={[side, "organisation"]}
          label={t("form.organisation")}
          rules={[{ required: true, message: t("form.partyMissing") }]}
        >
          <OrganisationSelect />
        </Form.Item>
      ) : (
        <>
          <Form.Item
            name={[side, "name"]}
            label={t("form.partyName")}
            rules={[{ required: true, whitespace: true, message: t("form.partyNameMissing") }]}
          >
            <Input maxLength={120} />
          </Form.Item>
          <Form.Item
            name={[side, "kind"]}
            label={t("form.partyKind")}
            rules={[{ required: true, message: t("form.partyKindMissing") }]}
          >
            <Select options={kindOptions} />
          </Form.Item>
          <Form.Item name={[side, "district"]} label={t("form.partyPlace")} extra={t("form.partyPlaceHint")}>
            <Select
              allowClear
              showSearch={{ optionFilterProp: "label" }}
              options={[
                { label: t("form.insideCity"), options: districtOptions },
                { label: t("form.outsideCity"), options: regionOptions },
              ]}
            />
          </Form.Item>
          <Form.Item
            name={[side, "creditCode"]}
            label={t("creditCode")}
            normalize={(code: string) => code.trim().toUpperCase()}
            rules={[{ pattern: CREDIT_CODE, message: t("form.creditCodeInvalid") }]}
          >
            <Input maxLength={18} placeholder={t("form.creditCodePlaceholder")} />
          </Form.Item>
        </>
      )}
    </fieldset>
  );
}
