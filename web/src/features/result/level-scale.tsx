import type { VocabularyEntry } from "@market/shared";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";
import "./level-scale.css";

interface LevelScaleProps {
  /** The scale's levels, numbered from 1. */
  scale: { entries: readonly VocabularyEntry[] };
  level: number;
  /** The level as people call it, such as `TRL 7`. */
  name: string;
  /** Whose scale it is, in words. */
  source: string;
}

/** A level on its scale, with what it means. */
export function LevelScale({ scale, level, name, source }: LevelScaleProps) {
  const { labelOf } = useVocabulary(scale);
  return (
    <div className="level">
      <div>
        <strong>{name}</strong> · {labelOf(String(level))}
      </div>
      <div className="level__steps" aria-hidden="true">
        {scale.entries.map(({ code }) => (
          <span
            key={code}
            className={Number(code) <= level ? "level__step level__step--reached" : "level__step"}
          />
        ))}
      </div>
      <div className="muted level__source">{source}</div>
    </div>
  );
}
