import { request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildTestApp, type TestApp } from "../test/build-test-app.ts";
import { createPerson, type Person } from "../test/people.ts";
import { demandInput } from "../test/texts.ts";

const json = { "content-type": "application/json" };

describe("hostile requests", () => {
  let test: TestApp;
  let enterprise: Person;
  beforeAll(async () => {
    test = await buildTestApp();
    enterprise = await createPerson(test.app, "enterprise");
    await test.app.listen({ port: 0, host: "127.0.0.1" });
  });
  afterAll(() => test.close());

  const postRaw = (payload: string | Buffer, headers: Record<string, string> = json) =>
    test.app.inject({
      method: "POST",
      url: "/api/demands",
      payload,
      headers: { cookie: enterprise.cookie, ...headers },
    });

  it.each([
    ["malformed JSON", "{", 400],
    ["a JSON string", '"text"', 400],
    ["a JSON array", "[]", 400],
    ["null", "null", 400],
    ["nothing", "", 400],
    ["a prototype", '{"__proto__":{"role":"admin"}}', 400],
    ["a constructor", '{"constructor":{"prototype":{"role":"admin"}}}', 400],
    ["a number beyond all", '{"budgetFen":1e999}', 400],
    ["deep nesting", `${"[".repeat(100_000)}${"]".repeat(100_000)}`, 400],
    ["deep nesting that is still small", `{"title":${"[".repeat(20_000)}${"]".repeat(20_000)}}`, 400],
    ["half a megabyte of items", `{"keywords":[${"1,".repeat(500_000)}1]}`, 400],
    [
      "half a megabyte of ways",
      `{"cooperation":[${Array.from({ length: 60_000 }, (_, i) => `"${i}"`).join(",")}]}`,
      400,
    ],
    ["more than a megabyte", JSON.stringify({ title: "长".repeat(400_000) }), 413],
  ])("answer %s with a problem", async (_name, payload, status) => {
    const response = await postRaw(payload);
    expect(response.statusCode).toBe(status);
    expect(response.headers["content-type"]).toMatch(/^application\/problem\+json/);
    expect(response.body.length).toBeLessThan(10_000);
  });

  it("answer invalid UTF-8 with no server error", async () => {
    const bytes = Buffer.concat([
      Buffer.from('{"title":"'),
      Buffer.from([0xff, 0xfe, 0xc0]),
      Buffer.from('"}'),
    ]);
    expect((await postRaw(bytes)).statusCode).toBe(400);
  });

  it("keep a lone surrogate from breaking the store", async () => {
    const body = JSON.stringify(demandInput({ title: "half" })).replace("half", "\\ud83d");
    expect((await postRaw(body)).statusCode).toBe(201);
  });

  it.each([
    "text/plain",
    "application/xml",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
  ])("answer the content type %s with 415", async (type) => {
    expect((await postRaw("title=x", { "content-type": type })).statusCode).toBe(415);
  });

  it.each([
    "/api/demands/%zz",
    "/api/demands/%ff",
    "/api/demands/%00",
    "/api/demands?q=%ff%00",
    "/api/demands?__proto__=1",
    "/api/demands?page[$gt]=1",
    "/api/demands?organisation[$ne]=1",
    "/api/demands?page=99999999999999999999",
    "/api/../etc/passwd",
    `/api/results/${"a".repeat(1000)}`,
  ])("answer %s with a client error or nothing found, never a server error", async (url) => {
    const response = await enterprise.get(url);
    if (url.includes("q=")) expect(response.statusCode).toBe(503);
    else expect(response.statusCode).toBeOneOf([400, 404, 414]);
  });

  it("answer a header of an unknown Idempotency-Key shape with 400 naming it", async () => {
    for (const key of ["", " ", "长", "x".repeat(201)]) {
      const response = await enterprise.post("/api/demands", demandInput(), { "idempotency-key": key });
      expect(response.statusCode, key).toBe(400);
      expect(response.json().errors).toMatchObject([{ path: "Idempotency-Key" }]);
    }
  });

  it("are refused from another site's page, and let through from our own", async () => {
    const publish = (headers: Record<string, string>) =>
      enterprise.post("/api/demands", demandInput(), { host: "market.example", ...headers });
    expect((await publish({ origin: "https://evil.example" })).statusCode).toBe(403);
    expect((await publish({ origin: "null" })).statusCode).toBe(403);
    expect((await publish({ "sec-fetch-site": "cross-site" })).statusCode).toBe(403);
    expect((await publish({ origin: "https://market.example" })).statusCode).toBe(201);
    expect((await publish({ "sec-fetch-site": "same-origin" })).statusCode).toBe(201);
  });

  it("get a request id that a log can hold, their own where it is one", async () => {
    const ask = (id: string) => test.app.inject({ url: "/health", headers: { "x-request-id": id } });
    expect((await ask("edge-42")).headers["x-request-id"]).toBe("edge-42");
    expect((await ask('x" injected')).headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("get headers that hold a page to its own scripts", async () => {
    const { headers } = await test.app.inject("/health");
    expect(headers["content-security-policy"]).toContain("script-src 'self';");
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["referrer-policy"]).toBe("no-referrer");
  });

  it("mean the same address with a slash at its end", async () => {
    for (const url of ["/health", "/api/demands", "/docs"]) {
      expect((await test.app.inject(`${url}/`)).statusCode).toBe((await test.app.inject(url)).statusCode);
    }
    expect((await test.app.inject("/api/demands/")).json()).toMatchObject({ page: 1, pageSize: 20 });
  });

  it("answer a raw request line that is no URL with no server error", async () => {
    const { port } = test.app.server.address() as AddressInfo;
    const status = await new Promise<number | undefined>((resolve, reject) => {
      httpRequest({ port, host: "127.0.0.1", path: "/api/demands/%E0%A4%A", agent: false }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on("error", reject)
        .end();
    });
    expect(status).toBe(400);
  });
});
