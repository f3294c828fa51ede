import { type Contract, registrationRules } from "@market/shared";
import { useTranslation } from "react-i18next";
import { InstantText } from "../../components/instant-text.tsx";
import { formatFen } from "../../components/money.ts";
import { useLanguage } from "../../i18n/use-language.ts";

/** The second official's opinion on a large contract, or that it is still awaited. */
export function ContractReview({ contract }: { contract: Contract }) {
  const { t } = useTranslation("contract");
  const language = useLanguage();
  const { needsReview, review, status } = contract;
  if (!needsReview && review === null) return null;
  const isAwaited = review === null && (status === "submitted" || status === "accepted");
  if (review === null && !isAwaited) return null;
  return (
    <section className="card">
      <h2>{t("review.title")}</h2>
      {review === null ? (
        <p className="muted">
          {t("review.awaited", {
            limit: formatFen(registrationRules.reviewFromTechnologyAmountFen, language),
          })}
        </p>
      ) : (
        <>
          <p className="row">
            <span className={review.opinion === "approve" ? "tag tag--success" : "tag tag--danger"}>
              {t(`review.${review.opinion}`)}
            </span>
            <span className="muted">
              {review.reviewer.name} · <InstantText at={review.at} />
            </span>
          </p>
          <p className="prose">{review.note}</p>
        </>
      )}
    </section>
  );
}
