// What `npm run eval` runs: how well judged needs are matched.
import { runWithEngines } from "./evaluation/run-with-engines.ts";

await runWithEngines("indexer/src/evaluation/evaluate.ts");
