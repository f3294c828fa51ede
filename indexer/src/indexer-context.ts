import type { Models } from "@market/shared/models";
import type { Meilisearch } from "meilisearch";
import type { Logger } from "pino";
import type { EngineWatch } from "./engines/engine-watch.ts";
import type { TextKind } from "./indexes/index-names.ts";
import type { TextIndex } from "./indexes/text-index.ts";
import type { ScorableTexts } from "./pairing/scorable-texts.ts";

/** What the indexer's steps work with; one a process. */
export interface IndexerContext {
  models: Models;
  meilisearch: Meilisearch;
  indexes: Record<TextKind, TextIndex>;
  engines: EngineWatch;
  scorableTexts: ScorableTexts;
  /** Says that something may wait to be announced, so that nobody need find out by looking. */
  announceSoon: () => void;
  logger: Logger;
}
