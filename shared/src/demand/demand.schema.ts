import { type Static, Type } from "typebox";
import { DaySchema, NullableInstantSchema } from "../calendar.ts";
import { IdSchema } from "../identifier.ts";
import { NullableFenSchema } from "../money.ts";
import { OrganisationSchema } from "../organisation/organisation.schema.ts";
import { PageQueryProperties, pageOf, SearchExtrasProperties } from "../page.ts";
import {
  ContactSchema,
  PublicationProperties,
  PublicationStatusSchema,
} from "../publication/publication.schema.ts";
import { BodyTextSchema, KeywordsSchema, SearchTextSchema, TitleSchema } from "../text.ts";
import { CooperationSchema, FieldSchema, VisibilitySchema } from "../vocabulary/vocabulary.schema.ts";

const DemandProperties = {
  title: TitleSchema,
  description: BodyTextSchema,
  keywords: KeywordsSchema,
  field: FieldSchema,
  budgetFen: NullableFenSchema,
  minTrl: Type.Integer({ minimum: 1, maximum: 9, description: "the least readiness asked for, GB/T 22900" }),
  cooperation: Type.Array(CooperationSchema, { minItems: 1, maxItems: 20, uniqueItems: true }),
  deadline: DaySchema,
  visibility: VisibilitySchema,
};

const IsAnonymousSchema = Type.Boolean({
  description: "keeps the organisation from all but officials and, once introduced, the other side",
});

/** A technology need (技术需求) as its enterprise writes it. */
export const CreateDemandSchema = Type.Object(
  {
    ...DemandProperties,
    contact: Type.Optional(ContactSchema),
    isAnonymous: Type.Optional(IsAnonymousSchema),
  },
  { additionalProperties: false },
);
export type CreateDemand = Static<typeof CreateDemandSchema>;

const HasCheckedNamesSchema = Type.Boolean({
  description: "of an anonymous demand: that names, numbers and addresses found in it may stand there",
});

export const PublishDemandSchema = Type.Object(
  { hasCheckedNames: Type.Optional(HasCheckedNamesSchema) },
  { additionalProperties: false },
);
export type PublishDemand = Static<typeof PublishDemandSchema>;

/** The later last day of a demand that is about to expire. */
export const ExtendDemandSchema = Type.Object({ deadline: DaySchema }, { additionalProperties: false });
export type ExtendDemand = Static<typeof ExtendDemandSchema>;

export const UpdateDemandSchema = Type.Object(
  {
    revision: Type.Integer({ minimum: 1 }),
    ...Type.Partial(
      Type.Object({ ...DemandProperties, contact: ContactSchema, isAnonymous: IsAnonymousSchema }),
    ).properties,
    hasCheckedNames: Type.Optional(HasCheckedNamesSchema),
  },
  { additionalProperties: false },
);
export type UpdateDemand = Static<typeof UpdateDemandSchema>;

export const DemandSchema = Type.Object({
  ...DemandProperties,
  ...PublicationProperties,
  organisation: Type.Union([OrganisationSchema, Type.Null()], {
    description: "null where an anonymous demand keeps it from the caller",
  }),
  isAnonymous: IsAnonymousSchema,
  extendedAt: NullableInstantSchema,
});
export type Demand = Static<typeof DemandSchema>;

export const DemandPageSchema = Type.Object({
  ...pageOf(DemandSchema).properties,
  ...SearchExtrasProperties,
});
export type DemandPage = Static<typeof DemandPageSchema>;

export const DemandQuerySchema = Type.Object(
  {
    ...PageQueryProperties,
    q: Type.Optional(SearchTextSchema),
    field: Type.Optional(FieldSchema),
    status: Type.Optional(PublicationStatusSchema),
    mine: Type.Optional(Type.Boolean()),
    organisation: Type.Optional(IdSchema),
    cooperation: Type.Optional(CooperationSchema),
  },
  { additionalProperties: false },
);
export type DemandQuery = Static<typeof DemandQuerySchema>;
