import { type Static, type TSchema, Type } from "typebox";

export const MAX_PAGE_SIZE = 100;

/** What every list takes in its query string. */
export const PageQueryProperties = {
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000, default: 1 })),
  pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: MAX_PAGE_SIZE, default: 20 })),
};

export const PageQuerySchema = Type.Object(PageQueryProperties, { additionalProperties: false });
export type PageQuery = Static<typeof PageQuerySchema>;

/** One page of a list: `total` counts all items that the caller may see, not only this page's. */
export function pageOf<T extends TSchema>(item: T) {
  return Type.Object({
    items: Type.Array(item),
    total: Type.Integer({ minimum: 0 }),
    page: Type.Integer({ minimum: 1 }),
    pageSize: Type.Integer({ minimum: 1 }),
  });
}

/** One page of a list. */
export interface Page<T> {
  items: T[];
  total: number;
  page: number;
  pageSize: number;
}

/** What a search adds to a page: how many items there are by value of each facet, and whether vectors took part. */
export const SearchExtrasProperties = {
  facets: Type.Optional(Type.Record(Type.String(), Type.Record(Type.String(), Type.Integer()))),
  searchMode: Type.Optional(Type.Enum(["hybrid", "keywords"])),
};

/** Per item of a search: field → text with the matched words between `<mark>` and `</mark>`; all else in it is plain text. */
export const HighlightsSchema = Type.Record(Type.String(), Type.String());
