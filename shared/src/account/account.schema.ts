import { type Static, Type } from "typebox";
import { InstantSchema } from "../calendar.ts";
import { IdSchema } from "../identifier.ts";
import { CreateOrganisationSchema, OrganisationSchema } from "../organisation/organisation.schema.ts";
import { PageQueryProperties } from "../page.ts";
import { NameSchema } from "../text.ts";
import { BrokerLevelSchema, RoleSchema } from "../vocabulary/vocabulary.schema.ts";

const EmailSchema = Type.String({ format: "email", maxLength: 254 });
const PasswordSchema = Type.String({ minLength: 8, maxLength: 200 });

export const UserSchema = Type.Object({
  id: IdSchema,
  email: Type.String(),
  name: Type.String(),
  role: RoleSchema,
  organisation: Type.Union([OrganisationSchema, Type.Null()]),
  organisationAdmin: Type.Boolean({ description: "may invite members" }),
  verified: Type.Boolean({ description: "a broker: may claim; anyone else: the organisation is verified" }),
  level: Type.Optional(BrokerLevelSchema),
});
export type User = Static<typeof UserSchema>;

/** The roles a person may take by registering; officials and admins are appointed. */
export const RegistrableRoleSchema = Type.Enum(["enterprise", "institution", "broker"]);

export const RegisterSchema = Type.Object(
  {
    email: EmailSchema,
    password: PasswordSchema,
    name: NameSchema,
    role: RegistrableRoleSchema,
    organisation: CreateOrganisationSchema,
  },
  { additionalProperties: false },
);
export type Register = Static<typeof RegisterSchema>;

export const LoginSchema = Type.Object(
  {
    email: Type.String({ minLength: 1, maxLength: 254 }),
    password: Type.String({ minLength: 1, maxLength: 200 }),
  },
  { additionalProperties: false },
);

export const ChangePasswordSchema = Type.Object(
  { currentPassword: Type.String({ minLength: 1, maxLength: 200 }), newPassword: PasswordSchema },
  { additionalProperties: false },
);

export const ResetPasswordSchema = Type.Object(
  { token: Type.String({ minLength: 1, maxLength: 200 }), newPassword: PasswordSchema },
  { additionalProperties: false },
);

/** A link by which its holder sets a new password, once, until `expiresAt`. */
export const ResetLinkSchema = Type.Object({ path: Type.String(), expiresAt: InstantSchema });

export const AcceptInvitationSchema = Type.Object(
  { token: Type.String({ minLength: 1, maxLength: 200 }), name: NameSchema, password: PasswordSchema },
  { additionalProperties: false },
);
export type AcceptInvitation = Static<typeof AcceptInvitationSchema>;

export const AppointSchema = Type.Object({ role: RoleSchema }, { additionalProperties: false });

export const UserQuerySchema = Type.Object(
  {
    ...PageQueryProperties,
    role: Type.Optional(RoleSchema),
    verified: Type.Optional(Type.Boolean()),
    email: Type.Optional(Type.String({ minLength: 1, maxLength: 254, description: "part of the address" })),
  },
  { additionalProperties: false },
);
export type UserQuery = Static<typeof UserQuerySchema>;
