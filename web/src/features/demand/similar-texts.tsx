import { useQuery } from "@tanstack/react-query";
import { Form } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { similarTextsQuery } from "./demand-api.ts";
import type { DemandValues } from "./demand-form.tsx";

/** Shorter than this a title tells nothing to look for. */
const LEAST_TITLE_LENGTH = 4;
const MOST_WORDS_LENGTH = 200;
/** A pause in the typing, after which it is worth looking. */
const PAUSE_MS = 600;

/** Needs and results like the one being written: it may have been answered, or asked, already. */
export function SimilarTexts({ exceptId }: { exceptId: string | undefined }) {
  const { t } = useTranslation("demand");
  const form = Form.useFormInstance<DemandValues>();
  const title = Form.useWatch("title", form) ?? "";
  const keywords = Form.useWatch("keywords", form) ?? [];
  const words = usePaused([title.trim(), ...keywords].join(" ").slice(0, MOST_WORDS_LENGTH));
  const isTelling = words.length >= LEAST_TITLE_LENGTH;
  const similar = useQuery({ ...similarTextsQuery(words), enabled: isTelling });
  if (!isTelling) return null;
  const demands = similar.data?.demands.filter(({ id }) => id !== exceptId) ?? [];
  const results = similar.data?.results ?? [];
  return (
    <section className="card similar" aria-label={t("similar.title")} aria-live="polite">
      <div className="row">
        <h2>{t("similar.title")}</h2>
        <span className="muted">{t("similar.hint")}</span>
      </div>
      {similar.isError && <p className="muted">{t("similar.away")}</p>}
      {similar.data !== undefined && demands.length + results.length === 0 && (
        <p className="muted">{t("similar.none")}</p>
      )}
      <div className="form-columns">
        <SimilarList label={t("similar.results")} path="/results" texts={results} />
        <SimilarList label={t("similar.demands")} path="/demands" texts={demands} />
      </div>
    </section>
  );
}

interface SimilarListProps {
  label: string;
  path: string;
  texts: readonly { id: string; title: string }[];
}

function SimilarList({ label, path, texts }: SimilarListProps) {
  if (texts.length === 0) return null;
  return (
    <div>
      <h3>{label}</h3>
      <ul className="similar__list">
        {texts.map(({ id, title }) => (
          <li key={id}>
            {/* Beside the form: what is being written stays where it is. */}
            <Link to={`${path}/${id}`} target="_blank">
              {title}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A value as it stood at the last pause in its changing. */
function usePaused(value: string): string {
  const [paused, setPaused] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return paused;
}
