import { DatePicker } from "antd";
import dayjs from "dayjs";

interface DayInputProps {
  id?: string;
  /** `YYYY-MM-DD`. */
  value?: string;
  onChange?: (day: string | undefined) => void;
  /** Days before it cannot be chosen. */
  from?: string;
}

/** A day of the calendar, kept as text and not as an instant, which would carry the reader's time zone along. */
export function DayInput({ id, value, onChange, from }: DayInputProps) {
  return (
    <DatePicker
      id={id}
      value={value === undefined ? null : dayjs(value)}
      onChange={(day) => onChange?.(day?.format("YYYY-MM-DD"))}
      minDate={from === undefined ? undefined : dayjs(from)}
    />
  );
}
