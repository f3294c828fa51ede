import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { errorTable, fieldErrorTable, languages } from "./errors.ts";
import { buildTestApp, type TestApp } from "./test/build-test-app.ts";

describe("the table of errors", () => {
  it.each(Object.entries(errorTable))("has status and words for %s", (_code, row) => {
    expect(row.status).toBeGreaterThanOrEqual(400);
    for (const language of languages) expect(row[language].trim()).not.toBe("");
  });

  it("names the current status in every refusal that has one to name", () => {
    const naming = Object.values(errorTable).filter((row) => row.zh.includes("{"));
    for (const row of naming) {
      expect(row.status).toBe(409);
      expect(row.zh).toContain("{currentStatus}");
      expect(row.en).toContain("{currentStatus}");
    }
  });

  it("has words for every fault of a field", () => {
    for (const row of Object.values(fieldErrorTable)) {
      for (const language of languages) expect(row[language].trim()).not.toBe("");
    }
  });
});

describe("problems", () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await buildTestApp();
  });
  afterAll(() => test.close());

  it.each([
    [undefined, "没有这个地址。"],
    ["fr", "没有这个地址。"],
    ["en", "There is nothing at this address."],
    ["en-GB,en;q=0.9,zh;q=0.8", "There is nothing at this address."],
    ["fr,zh-TW;q=0.5,en;q=0.4", "没有这个地址。"],
    ["en;q=0,zh", "没有这个地址。"],
    ["en;q=x", "没有这个地址。"],
  ])("answer Accept-Language %s with %s", async (language, detail) => {
    const response = await test.app.inject({
      url: "/api/nothing",
      headers: language === undefined ? {} : { "accept-language": language },
    });
    expect(response.json()).toEqual({
      type: "about:blank",
      title: "Not Found",
      status: 404,
      detail,
      code: "request.notFound",
      instance: response.headers["x-request-id"],
    });
  });

  it("word the faults of fields in the client's language", async () => {
    const ask = (language: string) =>
      test.app.inject({ url: "/api/results?page=0", headers: { "accept-language": language } });
    expect((await ask("zh")).json().errors).toEqual([{ path: "page", message: "应当为 >= 1" }]);
    expect((await ask("en")).json().errors).toEqual([{ path: "page", message: "must be >= 1" }]);
  });
});
