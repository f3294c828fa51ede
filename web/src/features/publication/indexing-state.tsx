import { useTranslation } from "react-i18next";
import type { Publication } from "./publication-api.ts";

/** How far search and matching have come with an owner's text, with the reason where they are held up. */
export function IndexingState({ indexing }: { indexing: NonNullable<Publication["indexing"]> }) {
  const { t } = useTranslation("publication");
  const tone = {
    pending: "tag--warning",
    failing: "tag--danger",
    done: "tag--success",
    "keywords-only": "tag--warning",
  };
  return (
    <span
      className={`tag ${tone[indexing.state]}`}
      title={[t(`indexingHint.${indexing.state}`), indexing.lastError].filter(Boolean).join(" ")}
    >
      {t(`indexingOf.${indexing.state}`)}
    </span>
  );
}
