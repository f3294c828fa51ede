import { type ContractQuery, ContractStatusSchema, contractTypes, fields } from "@market/shared";

export const contractFilterNames = [
  "status",
  "type",
  "field",
  "text",
  "registeredFrom",
  "registeredTo",
] as const;
export type ContractFilterValues = Partial<Record<(typeof contractFilterNames)[number], string>>;

const REGISTRATION_NUMBER = /^\d{16}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The query that an address asks for, without what the api would refuse. Sixteen digits in the search box are a
 * registration number, anything else is part of a title or a party's name.
 */
export function contractQueryOf(values: ContractFilterValues): ContractQuery {
  const status = ContractStatusSchema.enum.find((known) => known === values.status);
  const type = contractTypes.entries.find(({ code }) => code === values.type)?.code;
  const field = fields.entries.find(({ code }) => code === values.field)?.code;
  const text = values.text?.trim() ?? "";
  const { registeredFrom = "", registeredTo = "" } = values;
  return {
    ...(status !== undefined && { status }),
    ...(type !== undefined && { type }),
    ...(field !== undefined && { field }),
    ...(text !== "" && (REGISTRATION_NUMBER.test(text) ? { number: text } : { text })),
    ...(DAY.test(registeredFrom) && { registeredFrom }),
    ...(DAY.test(registeredTo) && { registeredTo }),
  };
}
