// What `npm run fit-adapter` runs: the adapter of needs' vectors, fitted to pairs of symptom and method.
import { runWithEngines } from "./evaluation/run-with-engines.ts";

await runWithEngines("indexer/src/fitting/fit-adapter.ts");
