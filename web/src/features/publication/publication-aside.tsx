import { visibilities } from "@market/shared";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { InstantText } from "../../components/instant-text.tsx";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";
import { CandidateList } from "./candidate-list.tsx";
import { ContactText } from "./contact-text.tsx";
import { IndexingState } from "./indexing-state.tsx";
import type { Publication } from "./publication-api.ts";
import { PublicationHistory } from "./publication-history.tsx";

interface PublicationAsideProps {
  side: "demand" | "result";
  text: Publication;
  /** The text's own terms, as `dt` and `dd`. */
  children: ReactNode;
}

/** What stands beside a text: its terms and owner for everybody, its pairings and history for who owns it. */
export function PublicationAside({ side, text, children }: PublicationAsideProps) {
  const { t } = useTranslation("publication");
  const visibilityOf = useVocabulary(visibilities).labelOf;
  return (
    <aside className="stack">
      <section className="card">
        <dl className="facts">
          {children}
          <dt>{t("organisation")}</dt>
          <dd>
            {text.organisation?.name ?? t("organisationHidden")}{" "}
            {text.organisation?.verified === true && (
              <span className="tag tag--success">{t("organisationVerified")}</span>
            )}
          </dd>
          {text.organisation !== null && (
            <>
              <dt>{t("district")}</dt>
              <dd>{text.organisation.district}</dd>
            </>
          )}
          <dt>{t("contact")}</dt>
          <dd>
            {text.contact === undefined ? (
              <span className="muted">{text.isOwner ? t("contactNone") : t("contactLocked")}</span>
            ) : (
              <ContactText contact={text.contact} />
            )}
          </dd>
          {text.publishedAt !== null && (
            <>
              <dt>{t("publishedAt")}</dt>
              <dd>
                <InstantText at={text.publishedAt} form="day" />
              </dd>
            </>
          )}
          {text.isOwner && (
            <>
              <dt>{t("visibility")}</dt>
              <dd>{visibilityOf(text.visibility)}</dd>
            </>
          )}
          {text.indexing !== undefined && text.status === "published" && (
            <>
              <dt>{t("indexing")}</dt>
              <dd>
                <IndexingState indexing={text.indexing} />
              </dd>
            </>
          )}
        </dl>
      </section>
      {text.isOwner && text.status !== "draft" && (
        <section className="card">
          <h2>{t("candidates")}</h2>
          <CandidateList side={side} text={text} />
        </section>
      )}
      {text.history !== undefined && (
        <section className="card">
          <h2>{t("history")}</h2>
          <PublicationHistory history={text.history} />
        </section>
      )}
    </aside>
  );
}
