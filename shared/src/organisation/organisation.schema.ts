import { type Static, Type } from "typebox";
import { InstantSchema } from "../calendar.ts";
import { IdSchema } from "../identifier.ts";
import { PageQueryProperties } from "../page.ts";
import { NameSchema } from "../text.ts";
import {
  DistrictSchema,
  OrganisationKindSchema,
  PartyKindSchema,
  PlaceSchema,
} from "../vocabulary/vocabulary.schema.ts";

/** 统一社会信用代码: 18 characters, no I, O, S, V, Z (GB 32100). */
export const CREDIT_CODE_PATTERN = "^[0-9A-HJ-NP-RTUW-Y]{18}$";
export const CreditCodeSchema = Type.String({ pattern: CREDIT_CODE_PATTERN });

export const OrganisationSchema = Type.Object({
  id: IdSchema,
  name: Type.String(),
  kind: PartyKindSchema,
  district: PlaceSchema,
  creditCode: Type.Optional(Type.String()),
  verified: Type.Boolean(),
});
export type Organisation = Static<typeof OrganisationSchema>;

export const CreateOrganisationSchema = Type.Object(
  {
    name: NameSchema,
    kind: OrganisationKindSchema,
    district: PlaceSchema,
    creditCode: Type.Optional(CreditCodeSchema),
  },
  { additionalProperties: false },
);
export type CreateOrganisation = Static<typeof CreateOrganisationSchema>;

export const OrganisationQuerySchema = Type.Object(
  {
    ...PageQueryProperties,
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 120, description: "part of the name" })),
    kind: Type.Optional(PartyKindSchema),
    verified: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
export type OrganisationQuery = Static<typeof OrganisationQuerySchema>;

/** A place where contracts are handed in; `code` is the PP of a registration number. */
export const ServicePointSchema = Type.Object({ id: IdSchema, name: Type.String(), code: Type.String() });
export type ServicePoint = Static<typeof ServicePointSchema>;

/** `code` is two digits, `02` to `99`: `01` is the city registry's own. */
export const CreateServicePointSchema = Type.Object(
  {
    name: NameSchema,
    district: DistrictSchema,
    code: Type.String({ pattern: "^(0[2-9]|[1-9]\\d)$" }),
  },
  { additionalProperties: false },
);
export type CreateServicePoint = Static<typeof CreateServicePointSchema>;

export const CreateInvitationSchema = Type.Object(
  { email: Type.String({ format: "email", maxLength: 254 }) },
  { additionalProperties: false },
);

/** `token` is shown once, to the admin who invites; only its hash is kept. */
export const InvitationSchema = Type.Object({
  id: IdSchema,
  email: Type.String(),
  organisation: Type.Object({ id: IdSchema, name: Type.String() }),
  token: Type.Optional(Type.String()),
  expiresAt: InstantSchema,
});
export type Invitation = Static<typeof InvitationSchema>;
