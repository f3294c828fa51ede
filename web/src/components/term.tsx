import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import type glossary from "../i18n/glossary.zh.json";
import "./term.css";

declare module "i18next" {
  interface ResourceNamespaceMap {
    glossary: typeof glossary;
  }
}

interface TermProps {
  name: Exclude<keyof typeof glossary, "explain">;
  /** The word as it stands in the sentence. */
  children: ReactNode;
}

/** A word of the trade, with what it means a press away: by pointer, by finger or by keyboard. */
export function Term({ name, children }: TermProps) {
  // The word itself does not wait for the glossary.
  const { t } = useTranslation("glossary", { useSuspense: false });
  const id = useId();
  return (
    <span className="term">
      {children}
      <button
        type="button"
        className="term__button"
        popoverTarget={id}
        aria-label={t("explain", { term: children })}
      >
        ?
      </button>
      <span id={id} popover="auto" className="term__definition">
        {t(name)}
      </span>
    </span>
  );
}
