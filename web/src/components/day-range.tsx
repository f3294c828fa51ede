import "./day-range.css";

interface DayRangeProps {
  from: string | undefined;
  to: string | undefined;
  fromLabel: string;
  toLabel: string;
  /** Days are `YYYY-MM-DD`; an emptied one is `null`. */
  onChange: (days: { from: string | null; to: string | null }) => void;
}

/**
 * A period of days, open at either end. The browser's own day fields: they fit a phone's width, where a calendar of
 * two months beside each other does not.
 */
export function DayRange({ from, to, fromLabel, toLabel, onChange }: DayRangeProps) {
  return (
    <span className="day-range">
      <input
        type="date"
        className="input"
        aria-label={fromLabel}
        value={from ?? ""}
        max={to}
        onChange={(event) => onChange({ from: event.target.value || null, to: to ?? null })}
      />
      <span aria-hidden="true">–</span>
      <input
        type="date"
        className="input"
        aria-label={toLabel}
        value={to ?? ""}
        min={from}
        onChange={(event) => onChange({ from: from ?? null, to: event.target.value || null })}
      />
    </span>
  );
}
