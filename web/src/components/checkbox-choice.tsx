import { Checkbox } from "antd";

interface CheckboxChoiceProps {
  id?: string;
  value?: string[];
  onChange?: (chosen: string[]) => void;
  options: { value: string; label: string }[];
  disabled?: boolean;
}

/** Several of a few, as a form item's field. `aria-required`, which form items hand down, is not for groups. */
export function CheckboxChoice({ id, value, onChange, options, disabled }: CheckboxChoiceProps) {
  return (
    <div id={id}>
      <Checkbox.Group value={value ?? []} onChange={onChange} options={options} disabled={disabled} />
    </div>
  );
}
