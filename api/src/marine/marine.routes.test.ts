import { afterAll, beforeAll, expect, it } from "vitest";
import { buildTestApp, type TestApp } from "../test/build-test-app.ts";
import { createPerson } from "../test/people.ts";
import { demandInput } from "../test/texts.ts";

let test: TestApp;
beforeAll(async () => {
  test = await buildTestApp();
});
afterAll(() => test.close());

it("counts what is on the market in a marine field, with the time of counting", async () => {
  const owner = await createPerson(test.app, "enterprise");
  for (const field of ["海洋物联网", "化工橡胶"] as const) {
    const { id } = (await owner.post("/api/demands", demandInput({ field }))).json();
    await owner.post(`/api/demands/${id}/publish`);
  }
  const { statusCode, headers, ...response } = await test.app.inject("/api/statistics/marine");
  expect(statusCode).toBe(200);
  expect(headers["cache-control"]).toBe("public, max-age=10");
  const body = JSON.parse(response.payload);
  expect(body).toMatchObject({ demands: 1, results: 0, selectedResults: 0, contracts: 0, totalFen: 0 });
  expect(Date.parse(body.asOf)).not.toBeNaN();
});
