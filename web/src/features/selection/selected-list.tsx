import { fields, type SelectedEntry } from "@market/shared";
import { Link } from "react-router";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";
import "./selection.css";

/** What was selected in a batch, as it was nominated. */
export function SelectedList({ entries }: { entries: readonly SelectedEntry[] }) {
  const fieldOf = useVocabulary(fields).labelOf;
  return (
    <ol className="selected-list">
      {entries.map(({ result, title, field, trl, organisation, statement }) => (
        <li key={result}>
          <Link className="selected-list__title" to={`/results/${result}`}>
            {title}
          </Link>
          <span className="row muted">
            <span>{organisation.name}</span>
            <span className="tag">{fieldOf(field)}</span>
            <span>TRL {trl}</span>
          </span>
          <p className="prose selected-list__statement">{statement}</p>
        </li>
      ))}
    </ol>
  );
}
