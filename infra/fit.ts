// What `npm run fit` runs: the weights of the score, fitted to judged needs, or with `--decisions` to what the
// brokers of a market have decided.
import { runWithEngines } from "./evaluation/run-with-engines.ts";
import { runWithStore } from "./evaluation/run-with-store.ts";

if (process.argv.includes("--decisions")) await runWithStore("indexer/src/fitting/fit-decisions.ts");
else await runWithEngines("indexer/src/fitting/fit.ts");
