import { useId } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import "./choice-list.css";

interface ChoiceListProps {
  label: string;
  options: readonly { value: string; label: string }[];
  selected: string | undefined;
  /** How many items each value would leave, where that is known. */
  counts: Readonly<Record<string, number>> | undefined;
  /** The address with a value chosen; `null` takes the choice back. */
  hrefOf: (value: string | null) => string;
  /** Where one of the values is always chosen, there is no way to none. */
  isRequired?: boolean;
}

/** One filter of a list as links, so that each choice is an address. */
export function ChoiceList({
  label,
  options,
  selected,
  counts,
  hrefOf,
  isRequired = false,
}: ChoiceListProps) {
  const { t } = useTranslation();
  const id = useId();
  const shown =
    counts === undefined
      ? options
      : options.filter((option) => option.value === selected || (counts[option.value] ?? 0) > 0);
  if (shown.length === 0) return null;
  return (
    <section className="choices" aria-labelledby={id}>
      <h2 className="choices__label" id={id}>
        {label}
      </h2>
      <ul className="choices__list">
        {!isRequired && (
          <li>
            <Link to={hrefOf(null)} aria-current={selected === undefined ? "true" : undefined}>
              {t("all")}
            </Link>
          </li>
        )}
        {shown.map((option) => (
          <li key={option.value}>
            <Link
              to={hrefOf(option.value === selected && !isRequired ? null : option.value)}
              aria-current={option.value === selected ? "true" : undefined}
            >
              {option.label}
              {counts !== undefined && <span className="choices__count">{counts[option.value] ?? 0}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
