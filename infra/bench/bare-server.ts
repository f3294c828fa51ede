import Fastify from "fastify";

/** A Fastify route that does nothing but send an object: what the machine can do at most. */
const app = Fastify();
app.get("/", async () => ({ id: "0".repeat(24), title: "标题", summary: "简介".repeat(120) }));
const url = await app.listen({ host: "127.0.0.1", port: 0 });
process.on("SIGTERM", () => void app.close().then(() => process.exit(0)));
process.on("disconnect", () => process.exit(0));
process.send?.({ type: "ready", url });
