import { runEmbedded } from "../embedded-cli.ts";
import { startMongodb } from "./server.ts";

await runEmbedded("mongodb", 27017, startMongodb);
