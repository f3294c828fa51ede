import { type FormEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

interface SearchBoxProps {
  label: string;
  placeholder: string;
  value: string;
  onSearch: (words: string) => void;
}

const MAX_LENGTH = 512;

/** A field for words and its button; searches when it is submitted. */
export function SearchBox({ label, placeholder, value, onSearch }: SearchBoxProps) {
  const { t } = useTranslation();
  const [words, setWords] = useState(value);
  useEffect(() => setWords(value), [value]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSearch(words.trim());
  };
  return (
    <search>
      <form className="search-box" onSubmit={submit}>
        <input
          className="input"
          type="search"
          enterKeyHint="search"
          aria-label={label}
          placeholder={placeholder}
          maxLength={MAX_LENGTH}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        <button type="submit" className="button button--primary">
          {t("search")}
        </button>
      </form>
    </search>
  );
}
