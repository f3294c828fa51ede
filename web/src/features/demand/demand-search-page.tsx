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
import { demandsQuery } from "./demand-api.ts";
import { DemandCard } from "./demand-card.tsx";

export default function DemandSearchPage() {
  const { t } = useTranslation(["demand", "publication"]);
  const filters = useUrlFilters(["q", "field", "cooperation"]);
  const { values } = filters;
  const demands = useQuery(demandsQuery({ ...values, page: filters.page }));
  const facets = demands.data?.facets;
  const fieldOptions = useVocabulary(fields).options;
  const cooperationOptions = useVocabulary(cooperation).options;

  return (
    <>
      <PageHeader title={t("searchTitle")} subtitle={t("searchHint")} actions={<FeedLink kind="demands" />} />
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
        </aside>
        <SearchResults
          query={demands}
          filters={filters}
          path="/demands"
          renderItem={(demand) => <DemandCard demand={demand} />}
        />
      </div>
    </>
  );
}
