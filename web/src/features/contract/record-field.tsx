import { Form } from "antd";
import type { FormItemProps } from "antd/es/form";
import { createContext, type ReactNode, useContext } from "react";
import { useTranslation } from "react-i18next";
import type { FieldSources } from "./contract-form-values.ts";
import { type ExplainedTerm, TermHelp } from "./term-help.tsx";

/** Where the form's proposed values come from, as long as nobody has changed them. */
export const FieldSourcesContext = createContext<FieldSources>({});

interface RecordFieldProps extends Pick<FormItemProps, "rules" | "normalize" | "extra" | "children"> {
  name: string | [side: "seller" | "buyer", field: string];
  label: string;
  help?: ExplainedTerm;
}

/** A field of the registration record: a proposed value says where it comes from, a hard term explains itself. */
export function RecordField({ name, label, help, children, ...item }: RecordFieldProps) {
  return (
    <Form.Item name={name} label={<RecordLabel name={name} label={label} help={help} />} {...item}>
      {children as ReactNode}
    </Form.Item>
  );
}

function RecordLabel({ name, label, help }: Pick<RecordFieldProps, "name" | "label" | "help">) {
  return (
    <span className="contract-label">
      {label}
      {help !== undefined && <TermHelp term={help} />}
      <SourceMark path={[name].flat().join(".")} />
    </span>
  );
}

/** Whence a field's value was proposed, if it was and stands. */
export function SourceMark({ path }: { path: string }) {
  const { t } = useTranslation("contract");
  const source = useContext(FieldSourcesContext)[path];
  if (source === undefined) return null;
  return <span className="contract-source">{t(`sources.${source}`)}</span>;
}
