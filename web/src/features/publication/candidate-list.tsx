import type { Page, Pairing } from "@market/shared";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { request } from "../../app/http.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import type { Publication } from "./publication-api.ts";

const SHOWN = 10;

type Side = "demand" | "result";

// Kept by the state of indexing, so that they are read anew once matching has caught up with the text.
function candidatesQuery(side: Side, id: string, indexingState: string | undefined) {
  return queryOptions({
    queryKey: ["pairings", { [side]: id, pageSize: SHOWN }, indexingState],
    queryFn: ({ signal }) =>
      request<Page<Pairing>>("/api/pairings", { query: { [side]: id, pageSize: SHOWN }, signal }),
  });
}

/** The pairings of one text with their scores, each leading to its own page. */
export function CandidateList({ side, text }: { side: Side; text: Publication }) {
  const { t } = useTranslation(["publication", "app"]);
  const candidates = useQuery(candidatesQuery(side, text.id, text.indexing?.state));
  const otherSide = side === "demand" ? "result" : "demand";

  if (candidates.isPending) return <p className="muted">{t("app:loading")}</p>;
  if (candidates.isLoadingError) return <ProblemAlert error={candidates.error} />;
  const { items, total } = candidates.data;
  if (items.length === 0) return <p className="muted">{t("candidatesEmpty")}</p>;
  return (
    <>
      <ul className="plain-list">
        {items.map((pairing) => (
          <li key={pairing.id} className="candidate">
            <span className="candidate__score number" title={t("score")}>
              {Math.round(pairing.score * 100)}
            </span>
            <span>
              <Link to={`/pairings/${pairing.id}`}>{pairing[otherSide].title ?? t("hidden")}</Link>
              <br />
              <span className="muted">{pairing[otherSide].organisation?.name}</span>
            </span>
          </li>
        ))}
      </ul>
      {total > items.length && (
        <p className="muted">{t("candidatesMore", { count: total - items.length })}</p>
      )}
    </>
  );
}
