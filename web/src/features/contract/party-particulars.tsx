import { Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { RecordField } from "./record-field.tsx";
import { useRecordVocabulary } from "./record-vocabulary.ts";

const search = { optionFilterProp: "label" };
const POSTCODE = /^[0-9A-Za-z -]{3,10}$/;
const PHONE = /^[0-9+() -]{5,30}$/;

/** What the registration record asks of a party beyond who it is. */
export function PartyParticularsFields({ side }: { side: "seller" | "buyer" }) {
  const { t } = useTranslation("contract");
  const types = useRecordVocabulary("party-types");
  const scales = useRecordVocabulary("enterprise-scales");
  const flags = useRecordVocabulary("party-flags");
  return (
    <>
      <RecordField name={[side, "partyType"]} label={t("partyType")} help="partyType">
        <Select allowClear loading={types.isPending} options={types.grouped()} showSearch={search} />
      </RecordField>
      <RecordField name={[side, "scale"]} label={t("scale")} help="scale">
        <Select allowClear loading={scales.isPending} options={scales.options} />
      </RecordField>
      <RecordField name={[side, "flags"]} label={t("flags")}>
        <Select mode="multiple" allowClear loading={flags.isPending} options={flags.options} />
      </RecordField>
      <RecordField name={[side, "representative"]} label={t("representative")}>
        <Input maxLength={60} />
      </RecordField>
      <RecordField name={[side, "contactName"]} label={t("contactName")}>
        <Input maxLength={60} />
      </RecordField>
      <RecordField
        name={[side, "contactPhone"]}
        label={t("contactPhone")}
        rules={[{ pattern: PHONE, message: t("form.phoneInvalid") }]}
      >
        <Input inputMode="tel" maxLength={30} />
      </RecordField>
      <RecordField name={[side, "address"]} label={t("address")}>
        <Input maxLength={200} />
      </RecordField>
      <RecordField
        name={[side, "postcode"]}
        label={t("postcode")}
        rules={[{ pattern: POSTCODE, message: t("form.postcodeInvalid") }]}
      >
        <Input inputMode="numeric" maxLength={10} />
      </RecordField>
    </>
  );
}
