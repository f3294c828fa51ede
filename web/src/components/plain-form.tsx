import {
  createContext,
  type FormEvent,
  type InputHTMLAttributes,
  type ReactNode,
  use,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import { useTranslation } from "react-i18next";
import { ProblemError } from "../app/http.ts";
import "./plain-form.css";

type Faults = Readonly<Record<string, string>>;
type Values = Record<string, string>;

const FaultsContext = createContext<Faults>({});

interface PlainFormProps {
  /** What the server said against the last sending; its messages stand at their fields. */
  error: Error | null;
  /** What the browser cannot judge by one field alone: messages by the field's name. */
  judge?: (values: Values) => Faults;
  onSubmit: (values: Values) => void;
  children: ReactNode;
}

/**
 * A form of the browser's own fields, for pages that do without the component library. It is sent once every field
 * holds what it must; otherwise each says what it lacks, and the first is gone to. Values are by the fields' names.
 */
export function PlainForm({ error, judge, onSubmit, children }: PlainFormProps) {
  const { t } = useTranslation();
  const form = useRef<HTMLFormElement>(null);
  const [faults, setFaults] = useState<Faults>({});

  const show = (found: Faults) => {
    setFaults(found);
    const first = fieldsOf(form.current).find(({ name }) => name in found);
    first?.focus();
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: each refusal is shown once, when it comes
  useEffect(() => {
    if (!(error instanceof ProblemError)) return;
    show(Object.fromEntries((error.problem.errors ?? []).map(({ path, message }) => [path, message])));
  }, [error]);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const values = Object.fromEntries(new FormData(event.currentTarget)) as Values;
    const found: Record<string, string> = { ...judge?.(values) };
    for (const field of fieldsOf(event.currentTarget)) {
      const label = field.labels?.[0]?.textContent ?? field.name;
      if (field.validity.valueMissing) found[field.name] = t("field.required", { label });
      else if (!field.validity.valid) found[field.name] = field.title || field.validationMessage;
    }
    show(found);
    if (Object.keys(found).length === 0) onSubmit(values);
  };

  return (
    <FaultsContext value={faults}>
      <form ref={form} className="plain-form" noValidate onSubmit={submit}>
        {children}
      </form>
    </FaultsContext>
  );
}

type FormField = HTMLInputElement | HTMLSelectElement;

function fieldsOf(form: HTMLFormElement | null): FormField[] {
  const isField = (element: Element): element is FormField => "validity" in element && "name" in element;
  return Array.from(form?.elements ?? []).filter(isField);
}

/** What ties a field to its label, its hint and what is wrong with it. */
function useFieldParts(name: string, hint: string | undefined) {
  const id = useId();
  const fault = use(FaultsContext)[name];
  const describedBy = [hint !== undefined && `${id}-hint`, fault !== undefined && `${id}-fault`].filter(
    Boolean,
  );
  return {
    id,
    control: {
      id,
      name,
      "aria-invalid": fault !== undefined,
      "aria-describedby": describedBy.length > 0 ? describedBy.join(" ") : undefined,
    },
    notes: (
      <>
        {hint !== undefined && (
          <p id={`${id}-hint`} className="plain-form__hint">
            {hint}
          </p>
        )}
        {fault !== undefined && (
          <p id={`${id}-fault`} className="plain-form__fault">
            {fault}
          </p>
        )}
      </>
    ),
  };
}

interface TextFieldProps extends InputHTMLAttributes<HTMLInputElement> {
  label: string;
  name: string;
  hint?: string;
  /** Said where what is typed does not fit. */
  misfit?: string;
}

export function TextField({ label, name, hint, misfit, ...input }: TextFieldProps) {
  const { id, control, notes } = useFieldParts(name, hint);
  return (
    <div className="plain-form__field">
      <label htmlFor={id}>{label}</label>
      <input {...input} {...control} className="input" title={misfit} />
      {notes}
    </div>
  );
}

interface ChoiceFieldProps {
  label: string;
  name: string;
  options: readonly { value: string; label: string }[];
  defaultValue?: string;
}

export function ChoiceField({ label, name, options, defaultValue = "" }: ChoiceFieldProps) {
  const { t } = useTranslation();
  const { id, control, notes } = useFieldParts(name, undefined);
  return (
    <div className="plain-form__field">
      <label htmlFor={id}>{label}</label>
      <select {...control} className="input" required defaultValue={defaultValue}>
        <option value="" disabled>
          {t("field.choose")}
        </option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {notes}
    </div>
  );
}

/** Sends the form; while it is on its way it cannot be sent again. */
export function SubmitButton({ isPending, children }: { isPending: boolean; children: ReactNode }) {
  return (
    <button type="submit" className="button button--primary plain-form__submit" disabled={isPending}>
      {children}
    </button>
  );
}
