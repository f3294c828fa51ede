import { EmbeddingsUnavailableError } from "../embedding/embedding-client.ts";
import type { IndexerContext } from "../indexer-context.ts";
import type { ModelVectors } from "../indexes/index-document.ts";
import type { TextKind } from "../indexes/index-names.ts";
import { closePairings } from "../pairing/close-pairings.ts";
import { proposePairings } from "../pairing/propose-pairings.ts";
import { indexDocumentOf, leavingReasonOf, type StoredText } from "./stored-text.ts";

/**
 * Brings index and pairings to what the store says of some texts of one kind. On the market: embed, index, and only
 * once they can be found themselves, look for their counterparts, so that two texts published together cannot miss
 * each other. Off it: out of the index, and their pairings closed. May run any number of times.
 *
 * A group shares its round trips, which is what keeps a backlog from waiting on anything but the model.
 *
 * @returns the texts that are on the market without vectors, because the model was away
 */
export async function indexTexts(
  context: IndexerContext,
  kind: TextKind,
  texts: readonly StoredText[],
): Promise<Set<StoredText>> {
  const at = new Date();
  const isOpen = ({ text }: StoredText) => text.status === "published" && leavingReasonOf(text, at) === null;
  const open = texts.filter(isOpen);
  const [keywordsOnly] = await Promise.all([
    open.length > 0 ? putOnMarket(context, kind, open) : new Set<StoredText>(),
    ...texts.filter((stored) => !isOpen(stored)).map((stored) => takeOffMarket(context, stored, at)),
  ]);
  return keywordsOnly;
}

async function putOnMarket(
  context: IndexerContext,
  kind: TextKind,
  texts: readonly StoredText[],
): Promise<Set<StoredText>> {
  const { vectors, kept } = await embedTexts(context, texts);
  const index = context.indexes[kind];
  await Promise.all([
    ...texts.map((stored) => index.put(indexDocumentOf(stored, vectors.get(stored) ?? null))),
    kept,
  ]);
  await proposePairings(context, kind, texts);
  return new Set(
    texts.filter(
      (stored) => !vectors.has(stored) && context.scorableTexts.analyse(stored).passages.length > 0,
    ),
  );
}

async function takeOffMarket(context: IndexerContext, { kind, text }: StoredText, at: Date): Promise<void> {
  const reason = leavingReasonOf(text, at);
  await Promise.all([
    context.indexes[kind].remove(text._id.toString()),
    reason !== null && closePairings(context.models, kind, text._id, reason),
  ]);
  context.announceSoon();
}

interface EmbeddedTexts {
  /** Texts that have vectors. */
  vectors: Map<StoredText, ModelVectors>;
  /** Resolves once the vectors are in the store. */
  kept: Promise<void>;
}

async function embedTexts(
  { engines, scorableTexts }: IndexerContext,
  texts: readonly StoredText[],
): Promise<EmbeddedTexts> {
  const { model } = engines;
  const passages = texts.map((stored) => scorableTexts.analyse(stored).passages);
  if (model === null) return { vectors: new Map(), kept: Promise.resolve() };
  try {
    const embedded = await model.vectors.embed(passages.flat());
    let start = 0;
    const vectors = new Map<StoredText, ModelVectors>();
    for (const [index, stored] of texts.entries()) {
      const end = start + passages[index]!.length;
      if (end > start)
        vectors.set(stored, { model: model.identity, vectors: embedded.vectors.slice(start, end) });
      start = end;
    }
    return { vectors, kept: embedded.kept };
  } catch (error) {
    if (!(error instanceof EmbeddingsUnavailableError)) throw error;
    engines.noteEmbeddingsAway(error);
    return { vectors: new Map(), kept: Promise.resolve() };
  }
}
