import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export const CHEAP_DIMENSIONS = 512;
export const CHEAP_MODEL = "pairs-of-characters";

/**
 * An embedding service that costs next to nothing, for benches of what comes after the model: vectors of the real
 * size, alike where texts share pairs of characters.
 */
export async function startCheapEmbeddings(): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    response.setHeader("content-type", "application/json");
    if (request.method !== "POST") {
      response.statusCode = 404;
      response.end(JSON.stringify({ error: { message: "only embeddings are served" } }));
      return;
    }
    const { input } = JSON.parse(Buffer.concat(chunks).toString()) as { input: string | string[] };
    const data = [input].flat().map((text, index) => ({
      object: "embedding",
      index,
      // The form that OpenAI's client asks for: float32 in base64.
      embedding: Buffer.from(cheapVectorOf(text).buffer).toString("base64"),
    }));
    response.end(JSON.stringify({ object: "list", model: CHEAP_MODEL, data }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** Of unit length. */
export function cheapVectorOf(text: string): Float32Array {
  const vector = new Float32Array(CHEAP_DIMENSIONS);
  for (let index = 0; index < text.length; index += 1) {
    const pair = text.charCodeAt(index) * 65_537 + (text.charCodeAt(index + 1) || 0);
    const slot = Math.imul(pair, 0x9e3779b1) >>> 23;
    vector[slot]! += 1;
  }
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}
