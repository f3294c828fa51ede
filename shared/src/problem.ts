import { type Static, Type } from "typebox";

/** An error as RFC 9457 has it, sent as `application/problem+json`. `errors` names each field of a 400. */
export const ProblemSchema = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.String(),
  code: Type.String({ description: "a stable code from the table of errors" }),
  instance: Type.Optional(Type.String({ description: "the request's id, to quote to support" })),
  currentStatus: Type.Optional(Type.String({ description: "for 409: the status that stood in the way" })),
  errors: Type.Optional(Type.Array(Type.Object({ path: Type.String(), message: Type.String() }))),
});
export type Problem = Static<typeof ProblemSchema>;
