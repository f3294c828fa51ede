import type { Models } from "@market/shared/models";
import type { Meilisearch } from "meilisearch";
import type { Logger } from "pino";
import type { EngineWatch } from "./engines/engine-watch.ts";
import type { TextKind } from "./indexes/index-names.ts";
import type { TextIndex } from "./indexes/text-index.ts";
import type { WeightsWatch } from "./matching/weights-watch.ts";
import type { AnnounceablePairing } from "./notification/pairing-notices.ts";
import type { ScorableTexts } from "./pairing/scorable-texts.ts";
import type { OpenTexts } from "./publication/open-texts.ts";

/** What the indexer's steps work with; one a process. */
export interface IndexerContext {
  models: Models;
  meilisearch: Meilisearch;
  indexes: Record<TextKind, TextIndex>;
  engines: EngineWatch;
  weights: WeightsWatch;
  openTexts: OpenTexts;
  scorableTexts: ScorableTexts;
  /** Has pairings announced that have just been proposed. */
  announceProposed: (pairings: readonly AnnounceablePairing[]) => void;
  /** Says that pairings may wait to be announced, so that nobody need find out by looking. */
  announceSoon: () => void;
  logger: Logger;
}
