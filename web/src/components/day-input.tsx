interface DayInputProps {
  id?: string;
  /** `YYYY-MM-DD`. */
  value?: string;
  onChange?: (day: string | undefined) => void;
  /** Days before it cannot be chosen. */
  from?: string;
}

/**
 * A day of the calendar, kept as text and not as an instant, which would carry the reader's time zone along. The
 * browser's own field: it speaks the reader's language, fits a phone, and is nothing to load.
 */
export function DayInput({ id, value, onChange, from }: DayInputProps) {
  return (
    <input
      type="date"
      className="input day-input"
      id={id}
      value={value ?? ""}
      min={from}
      max="9999-12-31"
      onChange={(event) => onChange?.(event.target.value || undefined)}
    />
  );
}
