import { cooperation, fields, ipStatuses } from "@market/shared";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { MoneyText } from "../../components/money-text.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { PageSkeleton } from "../../components/page-skeleton.tsx";
import { Term } from "../../components/term.tsx";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";
import { PublicationAside } from "../publication/publication-aside.tsx";
import { PublicationDeskSlot } from "../publication/publication-desk-slot.tsx";
import { PublicationMissing } from "../publication/publication-missing.tsx";
import { PublicationStatusTag } from "../publication/publication-status.tsx";
import "../publication/publication.css";
import { CityLevelScale } from "./city-level-scale.tsx";
import { resultQuery } from "./result-api.ts";
import { TrlScale } from "./trl-scale.tsx";

export default function ResultPage() {
  const { t } = useTranslation(["result", "publication"]);
  const { id = "" } = useParams();
  const query = useQuery(resultQuery(id));
  const fieldOf = useVocabulary(fields).labelOf;
  const cooperationOf = useVocabulary(cooperation).labelOf;
  const ipStatusOf = useVocabulary(ipStatuses).labelOf;

  if (query.isPending) return <PageSkeleton />;
  if (query.isLoadingError) return <PublicationMissing query={query} listPath="/results" />;
  const result = query.data;
  return (
    <>
      <PageHeader
        title={result.title}
        beside={
          result.status !== "published" || result.isOwner ? (
            <PublicationStatusTag status={result.status} />
          ) : null
        }
        subtitle={
          <span className="row">
            {result.selection?.state === "selected" && (
              <span className="tag tag--accent">
                {t("goodBadge")} · {result.selection.batch}
              </span>
            )}
            <span className="tag tag--primary">{fieldOf(result.field)}</span>
            <span>{result.organisation.name}</span>
          </span>
        }
        actions={<PublicationDeskSlot kind="results" text={result} />}
      />
      <div className="publication">
        <div className="stack">
          <section className="card">
            <h2>{t("summary")}</h2>
            <p className="prose">{result.summary}</p>
          </section>
          {result.advantages !== "" && (
            <section className="card">
              <h2>{t("advantages")}</h2>
              <p className="prose">{result.advantages}</p>
            </section>
          )}
          <section className="card">
            <h2>
              <Term name="readiness">{t("trl")}</Term>
            </h2>
            <TrlScale level={result.trl} />
            {result.cityLevel !== null && <CityLevelScale level={result.cityLevel} />}
          </section>
          {result.keywords.length > 0 && (
            <ul className="plain-list row" aria-label={t("publication:keywords")}>
              {result.keywords.map((keyword) => (
                <li key={keyword} className="tag">
                  {keyword}
                </li>
              ))}
            </ul>
          )}
        </div>
        <PublicationAside side="result" text={result}>
          <dt>{t("price")}</dt>
          <dd>
            <strong>
              <MoneyText fen={result.priceFen} />
            </strong>
          </dd>
          <dt>{t("publication:cooperation")}</dt>
          <dd>{result.cooperation.map(cooperationOf).join(" · ")}</dd>
          <dt>{t("ip")}</dt>
          <dd>
            {result.ip.length === 0 ? (
              <span className="muted">{t("ipNone")}</span>
            ) : (
              <ul className="plain-list">
                {result.ip.map((right, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: two patents of one kind and status are alike
                  <li key={index}>
                    {right.type} <span className="muted">{ipStatusOf(right.status)}</span>
                  </li>
                ))}
              </ul>
            )}
          </dd>
        </PublicationAside>
      </div>
    </>
  );
}
