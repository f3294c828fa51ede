import type { Everything, FoundRecord, SearchGroupKind } from "@market/shared";
import { textPathOf } from "@market/shared";
import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { request } from "./http.ts";
import "./search-dialog.css";

const PAUSE_MS = 250;
const MAX_LENGTH = 200;

function everythingQuery(q: string) {
  return queryOptions({
    queryKey: ["everything", q],
    queryFn: ({ signal }) => request<Everything>("/api/search", { query: { q }, signal }),
    enabled: q !== "",
    placeholderData: keepPreviousData,
  });
}

const pathOf: Record<SearchGroupKind, (record: FoundRecord) => string> = {
  demand: (record) => textPathOf("demands", record),
  result: (record) => textPathOf("results", record),
  pairing: ({ id }) => `/pairings/${id}`,
  contract: ({ id }) => `/contracts/${id}`,
  organisation: ({ title }) => `/admin/organisations?${new URLSearchParams({ name: title })}`,
};

/** Where all of a kind are that fit the words; not every list can be searched by them. */
const listOf: Partial<Record<SearchGroupKind, string>> = { demand: "/demands", result: "/results" };

interface Option {
  key: string;
  path: string;
  title: string;
  detail: string;
}

interface OptionGroup {
  kind: SearchGroupKind;
  total: number;
  options: Option[];
}

function toGroups(everything: Everything | undefined): OptionGroup[] {
  return (everything?.groups ?? []).map(({ kind, total, items }) => ({
    kind,
    total,
    options: items.map((record) => ({
      key: `${kind}-${record.id}`,
      path: pathOf[kind](record),
      title: record.title,
      detail: record.detail,
    })),
  }));
}

/** Search over everything one may see: words, what they find as one types, and the keyboard to choose among it. */
export default function SearchDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const listId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [words, setWords] = useState("");
  const [chosen, setChosen] = useState(0);
  const q = usePaused(words.trim());
  const found = useQuery(everythingQuery(q));
  const groups = q === "" ? [] : toGroups(found.data);
  const options = groups.flatMap((group) => group.options);
  const current = options[Math.min(chosen, options.length - 1)];

  useEffect(() => dialog.current?.showModal(), []);

  const open = (path: string) => {
    onClose();
    void navigate(path);
  };
  const moveByKey = (event: KeyboardEvent) => {
    // Chinese is typed by choosing among candidates with the same keys.
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (options.length > 0) setChosen((chosen + step + options.length) % options.length);
    } else if (event.key === "Enter" && current !== undefined) {
      event.preventDefault();
      open(current.path);
    }
  };

  return (
    <dialog
      ref={dialog}
      className="search-dialog"
      aria-label={t("everything.title")}
      closedby="any"
      onClose={onClose}
    >
      <div className="search-dialog__head">
        <input
          className="input"
          type="text"
          role="combobox"
          aria-label={t("everything.title")}
          aria-expanded={options.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={current === undefined ? undefined : `${listId}-${current.key}`}
          autoComplete="off"
          enterKeyHint="go"
          maxLength={MAX_LENGTH}
          placeholder={t("everything.placeholder")}
          value={words}
          onChange={(event) => {
            setWords(event.target.value);
            setChosen(0);
          }}
          onKeyDown={moveByKey}
        />
        <button type="button" className="text-button" onClick={() => dialog.current?.close()}>
          {t("everything.close")}
        </button>
      </div>
      <p className="search-dialog__status muted" role="status">
        <SearchStatus q={q} query={found} count={options.length} />
      </p>
      <div id={listId} role="listbox" aria-label={t("everything.results")} className="search-dialog__list">
        {groups.map(({ kind, total, options: inGroup }) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset has no place among options
          <div key={kind} role="group" aria-label={t(`everything.kind.${kind}`)}>
            <p className="search-dialog__group" aria-hidden="true">
              {t(`everything.kind.${kind}`)} <span className="number">{total}</span>
            </p>
            {inGroup.map((option) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the combobox's, which keeps the focus
              // biome-ignore lint/a11y/useFocusableInteractive: so are the options' places in the order of focus
              <div
                key={option.key}
                id={`${listId}-${option.key}`}
                role="option"
                aria-selected={option === current}
                className="search-dialog__option"
                onClick={() => open(option.path)}
                onMouseMove={() => setChosen(options.indexOf(option))}
                ref={option === current ? scrollIntoView : undefined}
              >
                <span className="search-dialog__title">{option.title}</span>
                <span className="muted">{option.detail}</span>
              </div>
            ))}
          </div>
        ))}
      </div>
      {q !== "" && (
        <p className="search-dialog__foot">
          {groups.map(({ kind }) => {
            const list = listOf[kind];
            return list === undefined ? null : (
              <button
                key={kind}
                type="button"
                className="text-button"
                onClick={() => open(`${list}?${new URLSearchParams({ q })}`)}
              >
                {t(`everything.all.${kind as "demand" | "result"}`)}
              </button>
            );
          })}
        </p>
      )}
    </dialog>
  );
}

function scrollIntoView(element: HTMLElement | null) {
  element?.scrollIntoView({ block: "nearest" });
}

interface SearchStatusProps {
  q: string;
  query: { isFetching: boolean; error: Error | null; data: Everything | undefined };
  count: number;
}

function SearchStatus({ q, query, count }: SearchStatusProps) {
  const { t } = useTranslation();
  if (q === "") return t("everything.hint");
  if (query.error !== null) return query.error.message;
  if (query.isFetching && count === 0) return t("loading");
  const sentences = [count === 0 ? t("everything.none") : t("everything.count", { count })];
  if (query.data?.withoutTexts) sentences.push(t("everything.withoutTexts"));
  return sentences.join(" ");
}

/** The words once nobody has typed for a moment. */
function usePaused(words: string): string {
  const [paused, setPaused] = useState(words);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(words), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [words]);
  return paused;
}
