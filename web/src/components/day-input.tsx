interface DayInputProps {
  id?: string;
  /** `YYYY-MM-DD`. */
  value?: string;
  onChange?: (day: string | undefined) => void;
  /** Days before it cannot be chosen. */
  from?: string;
  /** Nor days after it. */
  to?: string;
}

/**
 * A day of the calendar, kept as text and not as an instant, which would carry the reader's time zone along. The
 * browser's own field: it speaks the reader's language, fits a phone, and is nothing to load.
 */
export function DayInput({ id, value, onChange, from, to = "9999-12-31" }: DayInputProps) {
  return (
    <input
      type="date"
      className="input day-input"
      id={id}
      value={value ?? ""}
      min={from}
      max={to}
      onChange={(event) => onChange?.(event.target.value || undefined)}
    />
  );
}
