// What `npm run fit` runs: the weights of the score, fitted to judged needs.
import { runWithEngines } from "./evaluation/run-with-engines.ts";

await runWithEngines("indexer/src/fitting/fit.ts");
