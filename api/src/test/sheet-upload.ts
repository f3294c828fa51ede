import type { FastifyInstance, LightMyRequestResponse } from "fastify";
import type { Person } from "./people.ts";

/** Sends a sheet as a browser's form would. */
export async function sheetUpload(
  app: FastifyInstance,
  person: Person,
  kind: string,
  content: Buffer,
  options: { name?: string; type?: string; headers?: Record<string, string> } = {},
): Promise<LightMyRequestResponse> {
  const { name = `${kind}.csv`, type = "text/csv", headers = {} } = options;
  const form = new FormData();
  form.append("file", new Blob([new Uint8Array(content)], { type }), name);
  const request = new Request("http://localhost", { method: "POST", body: form });
  return app.inject({
    method: "POST",
    url: `/api/imports/${kind}`,
    headers: {
      cookie: person.cookie,
      "content-type": request.headers.get("content-type") ?? "",
      ...headers,
    },
    payload: Buffer.from(await request.arrayBuffer()),
  });
}
