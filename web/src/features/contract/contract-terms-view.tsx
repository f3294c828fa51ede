import {
  type Contract,
  type ContractTerms,
  contractTypes,
  districts,
  fields,
  type Party,
  partyKinds,
  regions,
  technologyAreas,
} from "@market/shared";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { DayText, InstantText } from "../../components/instant-text.tsx";
import { formatFenExactly } from "../../components/money.ts";
import { MoneyText } from "../../components/money-text.tsx";
import { useLanguage } from "../../i18n/use-language.ts";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";
import { useRecordVocabulary } from "./record-vocabulary.ts";
import { TermHelp } from "./term-help.tsx";

interface ContractTermsViewProps {
  terms: ContractTerms;
  servicePoint?: Contract["servicePoint"];
  /** Of the contract as it stands; an earlier version was promised with the submission it came from. */
  commitment?: Contract["commitment"];
}

/** What a contract says, in the order of the registration form: amounts, contract, parties, classification. */
export function ContractTermsView({ terms, servicePoint, commitment }: ContractTermsViewProps) {
  const { t } = useTranslation("contract");
  return (
    <>
      <div className="contract-amounts">
        <Amount label={t("amount")} fen={terms.amountFen} />
        <Amount
          label={t("technologyAmount")}
          fen={terms.technologyAmountFen}
          help={<TermHelp term="technologyAmount" />}
        />
      </div>
      <ContractFacts terms={terms} servicePoint={servicePoint} />
      <div className="contract-parties">
        <PartyView label={t("seller")} party={terms.seller} />
        <PartyView label={t("buyer")} party={terms.buyer} />
      </div>
      <h3 className="contract-record-heading">{t("form.classification")}</h3>
      <ClassificationFacts terms={terms} />
      {commitment !== undefined && (
        <>
          <h3 className="contract-record-heading">{t("commitment.title")}</h3>
          <CommitmentFact commitment={commitment} />
        </>
      )}
    </>
  );
}

function CommitmentFact({ commitment }: Pick<Contract, "commitment">) {
  const { t } = useTranslation("contract");
  if (commitment === null) return <p className="muted">{t("commitment.none")}</p>;
  return (
    <p>
      {t("commitment.given", { name: commitment.by.name })} · <InstantText at={commitment.at} />
    </p>
  );
}

function ContractFacts({ terms, servicePoint }: Omit<ContractTermsViewProps, "commitment">) {
  const { t } = useTranslation("contract");
  const typeOf = useVocabulary(contractTypes).labelOf;
  const subtypeOf = useRecordVocabulary("contract-subtypes").labelOf;
  const paymentOf = useRecordVocabulary("payment-kinds").labelOf;
  return (
    <dl className="contract-record">
      <Fact label={t("type")}>{typeOf(terms.type)}</Fact>
      <Fact label={t("subtype")}>{terms.subtype && subtypeOf(terms.subtype)}</Fact>
      <Fact label={t("signedOn")}>
        <DayText day={terms.signedOn} />
      </Fact>
      <Fact label={t("startsOn")}>{terms.startsOn && <DayText day={terms.startsOn} />}</Fact>
      <Fact label={t("endsOn")}>{terms.endsOn && <DayText day={terms.endsOn} />}</Fact>
      <Fact label={t("paymentKind")}>{terms.paymentKind && paymentOf(terms.paymentKind)}</Fact>
      <YesNoFact label={t("isRelatedParty")} value={terms.isRelatedParty} />
      {servicePoint != null && <Fact label={t("servicePoint")}>{servicePoint.name}</Fact>}
      <Fact label={t("nonTechnicalCosts")} isLong>
        {terms.nonTechnicalCosts}
      </Fact>
      <Fact label={t("subject")} isLong>
        {terms.subject}
      </Fact>
    </dl>
  );
}

function ClassificationFacts({ terms }: { terms: ContractTerms }) {
  const { t } = useTranslation("contract");
  const fieldOf = useVocabulary(fields).labelOf;
  const areaOf = useVocabulary(technologyAreas).labelOf;
  const subareaOf = useRecordVocabulary("technology-subareas").labelOf;
  const rightOf = useRecordVocabulary("contract-ip").labelOf;
  const planSourceOf = useRecordVocabulary("plan-sources").labelOf;
  const objectiveOf = useRecordVocabulary("socio-economic-objectives").labelOf;
  const industryOf = useRecordVocabulary("gbt4754").labelOf;
  return (
    <dl className="contract-record">
      <Fact label={t("field")}>{fieldOf(terms.field)}</Fact>
      <YesNoFact label={t("isMarine")} value={terms.isMarine} />
      <Fact label={t("techArea")}>{terms.techArea && areaOf(terms.techArea)}</Fact>
      <Fact label={t("techSubarea")}>{terms.techSubarea && subareaOf(terms.techSubarea)}</Fact>
      <Fact label={t("ipRight")}>{terms.ipRight && rightOf(terms.ipRight)}</Fact>
      <Fact label={t("planSource")}>{terms.planSource && planSourceOf(terms.planSource)}</Fact>
      <Fact label={t("objective")}>{terms.objective && objectiveOf(terms.objective)}</Fact>
      <Fact label={t("industry")}>{terms.industry && `${terms.industry} ${industryOf(terms.industry)}`}</Fact>
    </dl>
  );
}

function PartyView({ label, party }: { label: string; party: Party }) {
  const { t } = useTranslation("contract");
  const kindOf = useVocabulary(partyKinds).labelOf;
  const districtOf = useVocabulary(districts).labelOf;
  const regionOf = useVocabulary(regions).labelOf;
  const typeOf = useRecordVocabulary("party-types").labelOf;
  const scaleOf = useRecordVocabulary("enterprise-scales").labelOf;
  const flagOf = useRecordVocabulary("party-flags").labelOf;
  const flags = party.flags?.map(flagOf).join(t("listSeparator"));
  return (
    <section className="contract-party">
      <h3>{label}</h3>
      <p>
        <strong>{party.name}</strong>
        {party.id === null && <span className="muted"> · {t("outsideMarket")}</span>}
      </p>
      <dl className="contract-record contract-record--party">
        <Fact label={t("creditCode")} isLong>
          {party.creditCode && <span className="number">{party.creditCode}</span>}
        </Fact>
        <Fact label={t("kind")}>{kindOf(party.kind)}</Fact>
        <Fact label={t("place")}>{party.district && regionOf(districtOf(party.district))}</Fact>
        <Fact label={t("partyType")}>{party.partyType && typeOf(party.partyType)}</Fact>
        <Fact label={t("scale")}>{party.scale && scaleOf(party.scale)}</Fact>
        <Fact label={t("flags")}>{flags === "" ? t("noFlags") : flags}</Fact>
        <Fact label={t("representative")}>{party.representative}</Fact>
        <Fact label={t("contactName")}>{party.contactName}</Fact>
        <Fact label={t("contactPhone")}>{party.contactPhone}</Fact>
        <Fact label={t("postcode")}>{party.postcode}</Fact>
        <Fact label={t("address")} isLong>
          {party.address}
        </Fact>
      </dl>
    </section>
  );
}

interface FactProps {
  label: string;
  /** Texts take the whole width. */
  isLong?: boolean;
  children: ReactNode;
}

/** One cell of the record; what is not told says so, as an empty box on the form would. */
function Fact({ label, isLong = false, children }: FactProps) {
  const { t } = useTranslation("contract");
  return (
    <div className={isLong ? "contract-record__long" : undefined}>
      <dt>{label}</dt>
      <dd>{children ?? <span className="muted">{t("notTold")}</span>}</dd>
    </div>
  );
}

function YesNoFact({ label, value }: { label: string; value: boolean | null }) {
  const { t } = useTranslation("contract");
  return <Fact label={label}>{value === null ? null : t(value ? "yes" : "no")}</Fact>;
}

function Amount({ label, fen, help }: { label: string; fen: number; help?: ReactNode }) {
  const language = useLanguage();
  return (
    <div>
      <div className="muted">
        {label} {help}
      </div>
      <div className="contract-amounts__figure">
        <MoneyText fen={fen} />
      </div>
      <div className="muted number">{formatFenExactly(fen, language)}</div>
    </div>
  );
}
