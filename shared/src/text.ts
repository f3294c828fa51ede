import { Type } from "typebox";

// At least one character that is not white space: a title of blanks is an empty title.
const NOT_BLANK = "\\S";

export const TITLE_MAX_LENGTH = 256;
export const BODY_MAX_LENGTH = 20_000;

export const TitleSchema = Type.String({ minLength: 1, maxLength: TITLE_MAX_LENGTH, pattern: NOT_BLANK });
export const NameSchema = Type.String({ minLength: 1, maxLength: 120, pattern: NOT_BLANK });
export const BodyTextSchema = Type.String({ minLength: 1, maxLength: BODY_MAX_LENGTH, pattern: NOT_BLANK });
export const NoteSchema = Type.String({ minLength: 1, maxLength: 2_000, pattern: NOT_BLANK });
export const KeywordsSchema = Type.Array(Type.String({ minLength: 1, maxLength: 64, pattern: NOT_BLANK }), {
  maxItems: 20,
});
export const NullableTextSchema = Type.Unsafe<string | null>({ type: ["string", "null"] });
/** Words typed into a search box. */
export const SearchTextSchema = Type.String({ minLength: 1, maxLength: 512 });
