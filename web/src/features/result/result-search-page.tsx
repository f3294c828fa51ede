import { cooperation, fields } from "@market/shared";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ChoiceList } from "../../components/choice-list.tsx";
import { FeedLink } from "../../components/feed-link.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { SearchBox } from "../../components/search-box.tsx";
import { useUrlFilters } from "../../components/url-filters.ts";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";
import "../publication/publication.css";
import { SearchResults } from "../publication/search-results.tsx";
import { resultsQuery } from "./result-api.ts";
import { ResultCard } from "./result-card.tsx";

// The steps at which a buyer's question changes: proven in the laboratory, shown as a prototype, ready for use.
const TRL_STEPS = ["4", "6", "8"];

export default function ResultSearchPage() {
  const { t } = useTranslation(["result", "publication"]);
  const filters = useUrlFilters(["q", "field", "cooperation", "minTrl"]);
  const { values } = filters;
  const results = useQuery(resultsQuery({ ...values, page: filters.page }));
  const facets = results.data?.facets;
  const fieldOptions = useVocabulary(fields).options;
  const cooperationOptions = useVocabulary(cooperation).options;

  return (
    <>
      <PageHeader title={t("searchTitle")} subtitle={t("searchHint")} actions={<FeedLink kind="results" />} />
      <SearchBox
        label={t("searchLabel")}
        placeholder={t("searchPlaceholder")}
        value={values.q ?? ""}
        onSearch={(q) => filters.set({ q })}
      />
      <div className="search-page">
        <aside className="search-page__filters" aria-label={t("publication:filters")}>
          <ChoiceList
            label={t("publication:field")}
            options={fieldOptions}
            selected={values.field}
            counts={facets?.field}
            hrefOf={(field) => filters.with({ field })}
          />
          <ChoiceList
            label={t("publication:cooperation")}
            options={cooperationOptions}
            selected={values.cooperation}
            counts={facets?.cooperation}
            hrefOf={(chosen) => filters.with({ cooperation: chosen })}
          />
          <ChoiceList
            label={t("trl")}
            options={TRL_STEPS.map((level) => ({ value: level, label: t("trlAtLeast", { level }) }))}
            selected={values.minTrl}
            counts={undefined}
            hrefOf={(minTrl) => filters.with({ minTrl })}
          />
        </aside>
        <SearchResults
          query={results}
          filters={filters}
          path="/results"
          renderItem={(result) => <ResultCard result={result} />}
        />
      </div>
    </>
  );
}
