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
import { useTranslation } from "react-i18next";
import { DayText } from "../../components/instant-text.tsx";
import { formatFenExactly } from "../../components/money.ts";
import { MoneyText } from "../../components/money-text.tsx";
import { useLanguage } from "../../i18n/use-language.ts";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";
import { TechnologyAmountHelp } from "./technology-amount-help.tsx";

interface ContractTermsViewProps {
  terms: ContractTerms;
  servicePoint?: Contract["servicePoint"];
}

/** What a contract says: amounts, kind, parties. */
export function ContractTermsView({ terms, servicePoint }: ContractTermsViewProps) {
  const { t } = useTranslation("contract");
  const typeOf = useVocabulary(contractTypes).labelOf;
  const fieldOf = useVocabulary(fields).labelOf;
  const areaOf = useVocabulary(technologyAreas).labelOf;
  return (
    <>
      <div className="contract-amounts">
        <Amount label={t("amount")} fen={terms.amountFen} />
        <Amount
          label={t("technologyAmount")}
          fen={terms.technologyAmountFen}
          help={<TechnologyAmountHelp />}
        />
      </div>
      <dl className="facts">
        <dt>{t("type")}</dt>
        <dd>{typeOf(terms.type)}</dd>
        <dt>{t("signedOn")}</dt>
        <dd>
          <DayText day={terms.signedOn} />
        </dd>
        <dt>{t("field")}</dt>
        <dd>{fieldOf(terms.field)}</dd>
        {terms.techArea !== null && (
          <>
            <dt>{t("techArea")}</dt>
            <dd>{areaOf(terms.techArea)}</dd>
          </>
        )}
        {servicePoint != null && (
          <>
            <dt>{t("servicePoint")}</dt>
            <dd>{servicePoint.name}</dd>
          </>
        )}
      </dl>
      <div className="contract-parties">
        <PartyView label={t("seller")} party={terms.seller} />
        <PartyView label={t("buyer")} party={terms.buyer} />
      </div>
    </>
  );
}

function Amount({ label, fen, help }: { label: string; fen: number; help?: React.ReactNode }) {
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

function PartyView({ label, party }: { label: string; party: Party }) {
  const { t } = useTranslation("contract");
  const kindOf = useVocabulary(partyKinds).labelOf;
  const districtOf = useVocabulary(districts).labelOf;
  const regionOf = useVocabulary(regions).labelOf;
  return (
    <section className="contract-party">
      <h3>{label}</h3>
      <p>
        <strong>{party.name}</strong>
      </p>
      <p className="muted">
        {kindOf(party.kind)}
        {party.district !== null && ` · ${regionOf(districtOf(party.district))}`}
        {party.id === null && ` · ${t("outsideMarket")}`}
      </p>
      {party.creditCode !== null && (
        <p className="muted">
          {t("creditCode")} <span className="number">{party.creditCode}</span>
        </p>
      )}
    </section>
  );
}
