export type TextKind = "demand" | "result";
export const textKinds = ["demand", "result"] as const satisfies readonly TextKind[];

/** The one embedder of both indexes; its vectors are those of a text's passages. */
export const EMBEDDER = "passages";

/** Names of the two indexes. A prefix keeps several markets apart on one search engine. */
export function indexNameOf(kind: TextKind, indexPrefix = ""): string {
  return `${indexPrefix}${kind}s`;
}

export function oppositeOf(kind: TextKind): TextKind {
  return kind === "demand" ? "result" : "demand";
}
