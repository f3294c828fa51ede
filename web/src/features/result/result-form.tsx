import type { CreateResult, Result } from "@market/shared";
import { useTranslation } from "react-i18next";
import { type Amount, amountOf, fenOf } from "../../components/amount-input.tsx";
import { type ContactValues, contactOf, contactValuesOf } from "../publication/contact-values.ts";
import {
  AmountField,
  BodyField,
  ContactFields,
  CooperationField,
  IndustryField,
  KeywordsField,
  TitleField,
  TrlField,
  VisibilityField,
} from "../publication/form-fields.tsx";
import { PublicationForm } from "../publication/publication-form.tsx";
import { CityLevelField } from "./city-level-field.tsx";
import { IpFields } from "./ip-fields.tsx";

type ResultValues = Omit<CreateResult, "priceFen" | "contact" | "field" | "trl" | "cityLevel"> & {
  field?: CreateResult["field"];
  trl?: number;
  cityLevel?: number;
  priceFen: Amount;
  contact: ContactValues;
};

const emptyValues: ResultValues = {
  title: "",
  summary: "",
  advantages: "",
  keywords: [],
  ip: [],
  cooperation: [],
  priceFen: amountOf(null),
  visibility: "public",
  contact: {},
};

function valuesOf(result: Result): ResultValues {
  const { title, summary, advantages, keywords, field, trl, ip, cooperation, visibility } = result;
  return {
    ...{ title, summary, advantages, keywords, field, trl, ip, cooperation, visibility },
    ...(result.cityLevel !== null && { cityLevel: result.cityLevel }),
    priceFen: amountOf(result.priceFen),
    contact: contactValuesOf(result.contact),
  };
}

/** What is sent; the form lets nothing through that lacks a required field. */
function bodyOf({ priceFen, contact, advantages, cityLevel, ...values }: ResultValues): CreateResult {
  const filledContact = contactOf(contact);
  return {
    ...(values as Omit<CreateResult, "priceFen" | "contact" | "advantages" | "cityLevel">),
    advantages: advantages ?? "",
    cityLevel: cityLevel ?? null,
    priceFen: fenOf(priceFen) ?? null,
    ...(filledContact !== undefined && { contact: filledContact }),
  };
}

interface ResultFormProps {
  /** The result being changed; none for a new one. */
  result?: Result;
  save: (body: CreateResult) => Promise<Result>;
}

export function ResultForm({ result, save }: ResultFormProps) {
  const { t } = useTranslation(["result", "publication"]);
  return (
    <PublicationForm<ResultValues>
      kind="results"
      draftKey={result === undefined ? "new" : `${result.id}.${result.revision}`}
      initialValues={result === undefined ? emptyValues : valuesOf(result)}
      isPublished={result?.status === "published"}
      save={(values) => save(bodyOf(values))}
    >
      <section className="card">
        <h2>{t("publication:form.content")}</h2>
        <TitleField hint={t("form.titleHint")} />
        <BodyField name="summary" label={t("summary")} hint={t("form.summaryHint")} isRequired />
        <BodyField
          name="advantages"
          label={t("advantages")}
          hint={t("form.advantagesHint")}
          isRequired={false}
        />
        <KeywordsField />
        <IndustryField />
      </section>
      <section className="card">
        <h2>{t("publication:form.conditions")}</h2>
        <TrlField name="trl" label={t("trl")} hint={t("form.trlHint")} />
        <CityLevelField />
        <IpFields />
        <CooperationField />
        <AmountField name="priceFen" label={t("price")} />
      </section>
      <section className="card">
        <h2>{t("publication:form.publicity")}</h2>
        <VisibilityField />
        <ContactFields />
      </section>
    </PublicationForm>
  );
}
