import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { demandsQuery } from "../demand/demand-api.ts";
import { DemandCard } from "../demand/demand-card.tsx";
import "../publication/publication.css";
import { GoodResultCard } from "../result/good-result-card.tsx";
import { resultsQuery } from "../result/result-api.ts";
import { ResultCard } from "../result/result-card.tsx";
import { Hero } from "./hero.tsx";
import "./home.css";
import { MarketCounters } from "./market-counters.tsx";
import { RoleSteps } from "./role-steps.tsx";
import { Shelf } from "./shelf.tsx";

const SHELF_SIZE = 6;
const COLUMN_SIZE = 4;

export default function HomePage() {
  const { t } = useTranslation(["home", "app"]);
  const goodResults = useQuery(resultsQuery({ selected: true, pageSize: SHELF_SIZE }));
  const results = useQuery(resultsQuery({ pageSize: COLUMN_SIZE }));
  const demands = useQuery(demandsQuery({ pageSize: COLUMN_SIZE }));
  return (
    <>
      <title>{t("app:brand")}</title>
      <Hero />
      <div className="stack home">
        <MarketCounters />
        <Shelf
          title={t("goodResults")}
          href="/good-results"
          query={goodResults}
          listClassName="gallery"
          renderItem={(result) => <GoodResultCard result={result} />}
        />
        <div className="home__columns">
          <Shelf
            title={t("newDemands")}
            href="/demands"
            query={demands}
            listClassName="home__list"
            renderItem={(demand) => <DemandCard demand={demand} />}
          />
          <Shelf
            title={t("newResults")}
            href="/results"
            query={results}
            listClassName="home__list"
            renderItem={(result) => <ResultCard result={result} />}
          />
        </div>
        <RoleSteps />
      </div>
    </>
  );
}
