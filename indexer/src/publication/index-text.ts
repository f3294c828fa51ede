import { EmbeddingsUnavailableError } from "../embedding/embedding-client.ts";
import type { IndexerContext } from "../indexer-context.ts";
import type { ModelVectors } from "../indexes/index-document.ts";
import { closePairings } from "../pairing/close-pairings.ts";
import { proposePairings } from "../pairing/propose-pairings.ts";
import { indexDocumentOf, leavingReasonOf, type StoredText } from "./stored-text.ts";

/** How the work of a text went. */
export interface IndexingOutcome {
  /** The text is on the market, but has no vectors: the model was away. */
  keywordsOnly: boolean;
}

/**
 * Brings index and pairings to what the store says of a text. On the market: embed, index, and only once it can be
 * found itself, look for its counterparts, so that two texts published together cannot miss each other. Off it:
 * out of the index, and its pairings closed. May run any number of times.
 */
export async function indexText(context: IndexerContext, stored: StoredText): Promise<IndexingOutcome> {
  const { models, indexes } = context;
  const { kind, text } = stored;
  const isPublished = text.status === "published";
  const reason = leavingReasonOf(text, new Date());
  if (!isPublished || reason !== null) {
    await Promise.all([
      indexes[kind].remove(text._id.toString()),
      reason !== null && closePairings(models, kind, text._id, reason),
    ]);
    return { keywordsOnly: false };
  }
  const { passages } = context.scorableTexts.analyse(stored);
  const embedded = await embedPassages(context, passages);
  await indexes[kind].put(indexDocumentOf(stored, embedded));
  await proposePairings(context, stored);
  return { keywordsOnly: embedded === null && passages.length > 0 };
}

/** The vectors, or `null` where there are none to be had now. */
async function embedPassages(
  { engines }: IndexerContext,
  passages: readonly string[],
): Promise<ModelVectors | null> {
  const { model } = engines;
  if (model === null || passages.length === 0) return null;
  try {
    return { model: model.identity, vectors: await model.vectors.embed(passages) };
  } catch (error) {
    if (!(error instanceof EmbeddingsUnavailableError)) throw error;
    engines.noteEmbeddingsAway(error);
    return null;
  }
}
