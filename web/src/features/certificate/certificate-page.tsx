import { type Certificate, contractTypes, spacedNumber } from "@market/shared";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { request } from "../../app/http.ts";
import { DownloadButton } from "../../components/download-button.tsx";
import { DayText } from "../../components/instant-text.tsx";
import { formatFenExactly } from "../../components/money.ts";
import { PageSkeleton } from "../../components/page-skeleton.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { useLanguage } from "../../i18n/use-language.ts";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";
import "./certificate.css";

function certificateQuery(contractId: string) {
  return queryOptions({
    queryKey: ["certificates", contractId],
    queryFn: ({ signal }) => request<Certificate>(`/api/contracts/${contractId}/certificate`, { signal }),
  });
}

/** A certificate of registration as it is printed; the api refuses one whose registration is not in force. */
export default function CertificatePage() {
  const { t } = useTranslation("certificate");
  const { id = "" } = useParams();
  const certificate = useQuery(certificateQuery(id));
  if (certificate.isPending) return <PageSkeleton />;
  return (
    <div className="stack">
      <div className="row certificate-tools">
        <Link to={`/contracts/${id}`}>{t("back")}</Link>
        {certificate.data !== undefined && (
          <>
            <Button type="primary" onClick={() => window.print()}>
              {t("print")}
            </Button>
            <DownloadButton path={`/api/contracts/${id}/certificate.pdf`}>{t("pdf")}</DownloadButton>
          </>
        )}
      </div>
      {certificate.error !== null && <ProblemAlert error={certificate.error} />}
      {certificate.data !== undefined && <Sheet certificate={certificate.data} />}
    </div>
  );
}

function Sheet({ certificate }: { certificate: Certificate }) {
  const { t } = useTranslation("certificate");
  const typeOf = useVocabulary(contractTypes).labelOf;
  const { number, version, amendedOn } = certificate;
  return (
    <article className="certificate">
      <header className="certificate__head">
        <h1>{t("title")}</h1>
        <p className="certificate__number number">
          {t("number")} {spacedNumber(number)}
        </p>
      </header>
      <dl className="certificate__rows">
        <dt>{t("contractTitle")}</dt>
        <dd>{certificate.title}</dd>
        <dt>{t("type")}</dt>
        <dd>{typeOf(certificate.type)}</dd>
        <dt>{t("seller")}</dt>
        <PartyLines party={certificate.seller} />
        <dt>{t("buyer")}</dt>
        <PartyLines party={certificate.buyer} />
        <dt>{t("amount")}</dt>
        <AmountLines fen={certificate.amountFen} words={certificate.amountInWords} />
        <dt>{t("technologyAmount")}</dt>
        <AmountLines fen={certificate.technologyAmountFen} words={certificate.technologyAmountInWords} />
        <dt>{t("signedOn")}</dt>
        <dd>
          <DayText day={certificate.signedOn} />
        </dd>
        <dt>{t("registeredOn")}</dt>
        <dd>
          <DayText day={certificate.registeredOn} />
        </dd>
        <dt>{t("version")}</dt>
        <dd>
          {t("versionOf", { version })}
          {amendedOn !== null && (
            <>
              {t("amendedOn")} <DayText day={amendedOn} />
            </>
          )}
        </dd>
      </dl>
      <footer className="certificate__foot">
        <img
          className="certificate__code"
          src={`data:image/svg+xml,${encodeURIComponent(certificate.qrCode)}`}
          alt={t("codeAlt")}
        />
        <div>
          <p className="certificate__office">
            <strong>{certificate.office}</strong>
            <br />
            <DayText day={certificate.registeredOn} />
          </p>
          <p className="muted">{t("note")}</p>
        </div>
      </footer>
    </article>
  );
}

function PartyLines({ party }: { party: Certificate["seller"] }) {
  const { t } = useTranslation("certificate");
  return (
    <dd>
      {party.name}
      {party.creditCode !== null && (
        <div className="number">
          {t("creditCode")} {party.creditCode}
        </div>
      )}
    </dd>
  );
}

function AmountLines({ fen, words }: { fen: number; words: string }) {
  const { t } = useTranslation("certificate");
  const language = useLanguage();
  return (
    <dd>
      <span className="number">{formatFenExactly(fen, language)}</span>
      <div lang="zh-CN">
        {t("inWords")}
        {words}
      </div>
    </dd>
  );
}
