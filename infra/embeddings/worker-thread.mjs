// Node 20 does not hand tsx's hooks down to worker threads: each registers them itself, then runs the
// TypeScript file it was started for.
import { register } from "tsx/esm/api";

register();
await import("./inference-worker.ts");
