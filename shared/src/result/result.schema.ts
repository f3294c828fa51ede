import { type Static, Type } from "typebox";
import { InstantSchema } from "../calendar.ts";
import { IdSchema } from "../identifier.ts";
import { NullableFenSchema } from "../money.ts";
import { PageQueryProperties, pageOf, SearchExtrasProperties } from "../page.ts";
import {
  ContactSchema,
  PublicationProperties,
  PublicationStatusSchema,
} from "../publication/publication.schema.ts";
import {
  BODY_MAX_LENGTH,
  BodyTextSchema,
  KeywordsSchema,
  NoteSchema,
  NullableTextSchema,
  SearchTextSchema,
  TitleSchema,
} from "../text.ts";
import { cityMaturityLevels, ipStatuses } from "../vocabulary/vocabulary.data.ts";
import {
  CooperationSchema,
  FieldSchema,
  IpKindSchema,
  IpStatusSchema,
  VisibilitySchema,
} from "../vocabulary/vocabulary.schema.ts";

const IpSchema = Type.Object({ type: IpKindSchema, status: IpStatusSchema }, { additionalProperties: false });

// Portfolios are kept in Chinese: a status may come in as its label and is stored as its code.
const IpInputSchema = Type.Object(
  {
    type: IpKindSchema,
    status: Type.Enum([
      ...ipStatuses.entries.map((entry) => entry.code),
      ...ipStatuses.entries.map((entry) => entry.zh),
    ]),
  },
  { additionalProperties: false },
);

const CITY_LEVELS = cityMaturityLevels.entries.length;
const CityLevelSchema = Type.Unsafe<number | null>({
  type: ["integer", "null"],
  minimum: 1,
  maximum: CITY_LEVELS,
  description:
    "level on the city's own scale of maturity, city-maturity-levels; null where it was not assessed",
});

const ResultProperties = {
  title: TitleSchema,
  summary: BodyTextSchema,
  advantages: Type.String({ maxLength: BODY_MAX_LENGTH }),
  keywords: KeywordsSchema,
  field: FieldSchema,
  trl: Type.Integer({ minimum: 1, maximum: 9, description: "readiness, GB/T 22900" }),
  cooperation: Type.Array(CooperationSchema, { minItems: 1, maxItems: 20, uniqueItems: true }),
  priceFen: NullableFenSchema,
  visibility: VisibilitySchema,
};
const IpListInputSchema = Type.Array(IpInputSchema, { maxItems: 50 });

/** A research result (科技成果) as its institution writes it. */
export const CreateResultSchema = Type.Object(
  {
    ...ResultProperties,
    cityLevel: Type.Optional(CityLevelSchema),
    ip: IpListInputSchema,
    contact: Type.Optional(ContactSchema),
  },
  { additionalProperties: false },
);
export type CreateResult = Static<typeof CreateResultSchema>;

export const UpdateResultSchema = Type.Object(
  {
    revision: Type.Integer({ minimum: 1 }),
    ...Type.Partial(
      Type.Object({
        ...ResultProperties,
        cityLevel: CityLevelSchema,
        ip: IpListInputSchema,
        contact: ContactSchema,
      }),
    ).properties,
  },
  { additionalProperties: false },
);
export type UpdateResult = Static<typeof UpdateResultSchema>;

const SelectionStateSchema = Type.Enum(["nominated", "selected", "declined"]);
export type SelectionState = Static<typeof SelectionStateSchema>;

/** Where a result stands in the selection of 青岛好成果. */
export const SelectionSchema = Type.Object({
  state: SelectionStateSchema,
  batch: NullableTextSchema,
  note: NullableTextSchema,
  at: InstantSchema,
});

export const ResultSchema = Type.Object({
  ...ResultProperties,
  cityLevel: CityLevelSchema,
  ip: Type.Array(IpSchema),
  ...PublicationProperties,
  selection: Type.Union([SelectionSchema, Type.Null()]),
});
export type Result = Static<typeof ResultSchema>;

export const ResultPageSchema = Type.Object({
  ...pageOf(ResultSchema).properties,
  ...SearchExtrasProperties,
});
export type ResultPage = Static<typeof ResultPageSchema>;

export const ResultQuerySchema = Type.Object(
  {
    ...PageQueryProperties,
    q: Type.Optional(SearchTextSchema),
    field: Type.Optional(FieldSchema),
    status: Type.Optional(PublicationStatusSchema),
    mine: Type.Optional(Type.Boolean()),
    selected: Type.Optional(Type.Boolean()),
    batch: Type.Optional(Type.String({ minLength: 1, maxLength: 60, description: "of selected ones" })),
    selectedYear: Type.Optional(Type.Integer({ minimum: 2000, maximum: 9999 })),
    nominated: Type.Optional(Type.Boolean({ description: "officials: waiting for a decision" })),
    organisation: Type.Optional(IdSchema),
    cooperation: Type.Optional(CooperationSchema),
    minTrl: Type.Optional(Type.Integer({ minimum: 1, maximum: 9 })),
  },
  { additionalProperties: false },
);
export type ResultQuery = Static<typeof ResultQuerySchema>;

/** An official's decision on a nominated result. */
export const SelectSchema = Type.Object(
  {
    decision: Type.Enum(["selected", "declined"]),
    batch: Type.String({ minLength: 1, maxLength: 60, pattern: "\\S" }),
    note: NoteSchema,
  },
  { additionalProperties: false },
);
export type Select = Static<typeof SelectSchema>;
