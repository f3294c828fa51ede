import type { CreateDemand, Demand, PublishDemand } from "@market/shared";
import { Form } from "antd";
import { useTranslation } from "react-i18next";
import { type Amount, amountOf, fenOf } from "../../components/amount-input.tsx";
import { DayInput } from "../../components/day-input.tsx";
import { today } from "../../components/instant.ts";
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
import { AnonymityFields } from "./anonymity-fields.tsx";
import { QualityHints } from "./quality-hints.tsx";
import { SimilarTexts } from "./similar-texts.tsx";
import "./demand-form.css";

export type DemandValues = Omit<CreateDemand, "budgetFen" | "contact" | "field" | "minTrl" | "deadline"> & {
  field?: CreateDemand["field"];
  minTrl?: number;
  deadline?: string;
  budgetFen: Amount;
  contact: ContactValues;
  hasCheckedNames?: boolean;
};

const emptyValues: DemandValues = {
  title: "",
  description: "",
  keywords: [],
  cooperation: [],
  budgetFen: amountOf(null),
  visibility: "public",
  isAnonymous: false,
  contact: {},
};

function valuesOf(demand: Demand): DemandValues {
  const { title, description, keywords, field, minTrl, cooperation, deadline } = demand;
  const { visibility, isAnonymous } = demand;
  return {
    ...{ title, description, keywords, field, minTrl, cooperation, deadline, visibility, isAnonymous },
    budgetFen: amountOf(demand.budgetFen),
    contact: contactValuesOf(demand.contact),
  };
}

/** What is sent; the form lets nothing through that lacks a required field. */
function bodyOf({ budgetFen, contact, hasCheckedNames: _, ...values }: DemandValues): CreateDemand {
  const filledContact = contactOf(contact);
  return {
    ...(values as Omit<CreateDemand, "budgetFen" | "contact">),
    budgetFen: fenOf(budgetFen) ?? null,
    ...(filledContact !== undefined && { contact: filledContact }),
  };
}

function wordsOf({ hasCheckedNames, isAnonymous }: DemandValues): PublishDemand {
  return isAnonymous === true && hasCheckedNames === true ? { hasCheckedNames } : {};
}

interface DemandFormProps {
  /** The demand being changed; none for a new one. */
  demand?: Demand;
  save: (body: CreateDemand, words: PublishDemand) => Promise<Demand>;
}

export function DemandForm({ demand, save }: DemandFormProps) {
  const { t } = useTranslation(["demand", "publication"]);
  return (
    <PublicationForm<DemandValues>
      kind="demands"
      draftKey={demand === undefined ? "new" : `${demand.id}.${demand.revision}`}
      initialValues={demand === undefined ? emptyValues : valuesOf(demand)}
      isPublished={demand?.status === "published"}
      save={(values) => save(bodyOf(values), wordsOf(values))}
      publishBodyOf={wordsOf}
    >
      <section className="card">
        <h2>{t("publication:form.content")}</h2>
        <TitleField hint={t("form.titleHint")} />
        <BodyField name="description" label={t("description")} hint={t("form.descriptionHint")} isRequired />
        <KeywordsField />
        <IndustryField />
      </section>
      <SimilarTexts exceptId={demand?.id} />
      <section className="card">
        <h2>{t("publication:form.conditions")}</h2>
        <TrlField name="minTrl" label={t("minTrl")} hint={t("form.minTrlHint")} />
        <CooperationField />
        <AmountField name="budgetFen" label={t("form.budget")} />
        <Form.Item
          name="deadline"
          label={t("deadline")}
          extra={t("form.deadlineHint")}
          rules={[
            { required: true, message: t("publication:form.required", { label: t("deadline") }) },
            {
              validator: async (_rule, day: string | undefined) => {
                if (day !== undefined && day < today()) throw new Error(t("form.deadlinePast"));
              },
            },
          ]}
        >
          <DayInput from={today()} />
        </Form.Item>
      </section>
      <section className="card">
        <h2>{t("publication:form.publicity")}</h2>
        <VisibilityField />
        <AnonymityFields />
        <ContactFields />
      </section>
      <QualityHints />
    </PublicationForm>
  );
}
