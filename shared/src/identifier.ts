import { Type } from "typebox";

/** A record's id: 24 hexadecimal digits. */
export const IdSchema = Type.String({ pattern: "^[0-9a-f]{24}$" });

export const IdParamsSchema = Type.Object({ id: IdSchema }, { additionalProperties: false });

/** A record named in another one. */
export const ReferenceSchema = Type.Object(
  { id: IdSchema, name: Type.String() },
  { additionalProperties: false },
);
