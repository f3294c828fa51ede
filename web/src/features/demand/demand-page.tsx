import { cooperation, fields } from "@market/shared";
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
import { TrlScale } from "../result/trl-scale.tsx";
import { DeadlineText } from "./deadline-text.tsx";
import { demandQuery } from "./demand-api.ts";

export default function DemandPage() {
  const { t } = useTranslation(["demand", "publication"]);
  const { id = "" } = useParams();
  const query = useQuery(demandQuery(id));
  const fieldOf = useVocabulary(fields).labelOf;
  const cooperationOf = useVocabulary(cooperation).labelOf;

  if (query.isPending) return <PageSkeleton />;
  if (query.isLoadingError) return <PublicationMissing query={query} listPath="/demands" />;
  const demand = query.data;
  return (
    <>
      <PageHeader
        title={demand.title}
        beside={
          demand.status !== "published" || demand.isOwner ? (
            <PublicationStatusTag status={demand.status} />
          ) : null
        }
        subtitle={
          <span className="row">
            <span className="tag tag--primary">{fieldOf(demand.field)}</span>
            <span>{demand.organisation?.name ?? t("publication:organisationHidden")}</span>
          </span>
        }
        actions={<PublicationDeskSlot kind="demands" text={demand} />}
      />
      <div className="publication">
        <div className="stack">
          <section className="card">
            <h2>{t("description")}</h2>
            <p className="prose">{demand.description}</p>
          </section>
          <section className="card">
            <h2>
              <Term name="readiness">{t("minTrl")}</Term>
            </h2>
            <TrlScale level={demand.minTrl} />
          </section>
          {demand.keywords.length > 0 && (
            <ul className="plain-list row" aria-label={t("publication:keywords")}>
              {demand.keywords.map((keyword) => (
                <li key={keyword} className="tag">
                  {keyword}
                </li>
              ))}
            </ul>
          )}
        </div>
        <PublicationAside side="demand" text={demand}>
          <dt>{t("budget")}</dt>
          <dd>
            <strong>
              <MoneyText fen={demand.budgetFen} />
            </strong>
          </dd>
          <dt>{t("deadline")}</dt>
          <dd>
            <DeadlineText day={demand.deadline} />
          </dd>
          <dt>{t("publication:cooperation")}</dt>
          <dd>{demand.cooperation.map(cooperationOf).join(" · ")}</dd>
        </PublicationAside>
      </div>
    </>
  );
}
