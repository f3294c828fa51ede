import type { Role } from "@market/shared";
import type { InjectOptions } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildTestApp, type TestApp } from "../test/build-test-app.ts";
import { createPerson, type Person } from "../test/people.ts";
import type { Access } from "./access.ts";

const roles: readonly Role[] = ["enterprise", "institution", "broker", "official", "admin"];

const officials = ["official", "admin"] as const;

/** Who may reach each route that OpenAPI can describe (the live socket it cannot), written down apart from the routes, so that opening one takes two hands. */
const table: Record<string, Access> = {
  "GET /health": "anyone",
  "GET /ready": "anyone",
  "GET /api/vocabularies/{name}": "anyone",

  "POST /api/auth/register": "anyone",
  "POST /api/auth/login": "anyone",
  "GET /api/auth/me": "signed-in",
  "POST /api/auth/password": "signed-in",
  "POST /api/auth/reset": "anyone",
  "POST /api/auth/accept-invitation": "anyone",
  "GET /api/demo-accounts": "anyone",
  "GET /api/users": officials,
  "PATCH /api/users/{id}": ["admin"],
  "POST /api/users/{id}/reset-link": ["admin"],

  "GET /api/organisations": "signed-in",
  "GET /api/organisations/{id}": "signed-in",
  "GET /api/organisations/{id}/members": "signed-in",
  "POST /api/organisations/{id}/invitations": "signed-in",
  "POST /api/organisations/{id}/verify": ["official"],
  "GET /api/service-points": "signed-in",
  "POST /api/service-points": ["admin"],
  "POST /api/pairings/{id}/reasons": "signed-in",
  "GET /api/admin/reasons": ["admin"],
  "PATCH /api/admin/reasons": ["admin"],
  "GET /api/brokers/me": ["broker"],
  "GET /api/brokers/me/digest": ["broker"],
  "GET /api/brokers/me/mutes": ["broker"],
  "POST /api/brokers/me/mute": ["broker"],
  "POST /api/brokers/me/unmute": ["broker"],
  "PATCH /api/brokers/me": ["broker"],
  "POST /api/brokers/{id}/verify": ["official"],

  "POST /api/demands": ["enterprise"],
  "GET /api/demands": "anyone",
  "GET /api/demands/{id}": "anyone",
  "PATCH /api/demands/{id}": "signed-in",
  "DELETE /api/demands/{id}": "signed-in",
  "POST /api/demands/{id}/publish": "signed-in",
  "POST /api/demands/{id}/extend": "signed-in",
  "POST /api/demands/{id}/withdraw": "signed-in",
  "POST /api/demands/{id}/close": "signed-in",
  "POST /api/results": ["institution"],
  "GET /api/results": "anyone",
  "GET /api/results/{id}": "anyone",
  "PATCH /api/results/{id}": "signed-in",
  "DELETE /api/results/{id}": "signed-in",
  "POST /api/results/{id}/publish": "signed-in",
  "POST /api/results/{id}/withdraw": "signed-in",
  "POST /api/results/{id}/close": "signed-in",
  "POST /api/results/{id}/nominate": "signed-in",
  "POST /api/results/{id}/select": ["official"],
  "POST /api/selection-calls": ["official"],
  "GET /api/selection-calls": "anyone",
  "GET /api/selection-calls/{id}": "anyone",
  "PATCH /api/selection-calls/{id}": ["official"],
  "DELETE /api/selection-calls/{id}": ["official"],
  "POST /api/selection-calls/{id}/open": ["official"],
  "POST /api/selection-calls/{id}/review": ["official"],
  "POST /api/selection-calls/{id}/announce": ["official"],
  "POST /api/selection-calls/{id}/release": ["official"],
  "POST /api/selection-calls/{id}/cancel": ["official"],
  "POST /api/selection-calls/{id}/reviewers": ["official"],
  "DELETE /api/selection-calls/{id}/reviewers/{user}": ["official"],
  "POST /api/selection-calls/{id}/objections": "anyone",
  "POST /api/selection-calls/{id}/objections/{objection}/answer": ["official"],
  "POST /api/selection-calls/{id}/nominations": ["institution"],
  "GET /api/selection-nominations": "signed-in",
  "GET /api/selection-nominations/{id}": "signed-in",
  "POST /api/selection-nominations/{id}/withdraw": "signed-in",
  "POST /api/selection-nominations/{id}/review": "signed-in",
  "POST /api/selection-nominations/{id}/decide": ["official"],
  "GET /api/selection-batches": "anyone",
  "GET /api/selection-batches/{batch}": "anyone",

  "GET /api/pairings": "signed-in",
  "GET /api/pairings/{id}": "signed-in",
  "GET /api/pairings/{id}/messages": "signed-in",
  "POST /api/pairings/{id}/messages": "signed-in",
  "POST /api/pairings/{id}/claim": ["broker"],
  "POST /api/pairings/{id}/next-step": ["broker"],
  "DELETE /api/pairings/{id}/next-step": ["broker"],
  "GET /api/brokers/me/pipeline": ["broker"],
  "GET /api/brokers/me/turnover": ["broker"],
  "POST /api/pairings/{id}/introduce": "signed-in",
  "POST /api/pairings/{id}/negotiate": "signed-in",
  "POST /api/pairings/{id}/accept": "signed-in",
  "POST /api/pairings/{id}/release": "signed-in",
  "POST /api/pairings/{id}/decline": "signed-in",
  "GET /api/notifications": "signed-in",
  "POST /api/notifications/{id}/read": "signed-in",
  "POST /api/notifications/read-all": "signed-in",

  "POST /api/contracts": ["enterprise", "institution", "broker"],
  "GET /api/contracts": "signed-in",
  "GET /api/contracts/prefill": ["enterprise", "institution", "broker"],
  "GET /api/contracts/{id}": "signed-in",
  "PATCH /api/contracts/{id}": "signed-in",
  "DELETE /api/contracts/{id}": "signed-in",
  "GET /api/contracts/{id}/findings": "signed-in",
  "POST /api/contracts/findings": ["enterprise", "institution", "broker", "official"],
  "POST /api/contracts/{id}/submit": "signed-in",
  "POST /api/contracts/{id}/accept": "signed-in",
  "POST /api/contracts/{id}/register": "signed-in",
  "POST /api/contracts/{id}/return": "signed-in",
  "POST /api/contracts/{id}/refuse": "signed-in",
  "POST /api/contracts/{id}/dispute": "signed-in",
  "POST /api/contracts/{id}/review": "signed-in",
  "POST /api/contracts/{id}/amend": "signed-in",
  "POST /api/contracts/{id}/amendments": "signed-in",
  "POST /api/contracts/{id}/amendments/review": "signed-in",
  "POST /api/contracts/{id}/void": "signed-in",
  "POST /api/contracts/{id}/attachments": "signed-in",
  "GET /api/contracts/{id}/attachments/{attachmentId}": "signed-in",
  "DELETE /api/contracts/{id}/attachments/{attachmentId}": "signed-in",
  "GET /api/contracts/{id}/certificate": "signed-in",
  "GET /api/contracts/{id}/certificate.pdf": "signed-in",
  "GET /api/contracts/registration-list.csv": officials,
  "GET /api/contracts/registration-list.xlsx": officials,
  "GET /api/reports/monthly": officials,
  "GET /api/reports/monthly.csv": officials,
  "GET /api/reports/monthly.xlsx": officials,
  "GET /api/imports/contracts": ["official"],
  "POST /api/imports/contracts": ["official"],
  "GET /api/imports/results": ["institution"],
  "POST /api/imports/results": ["institution"],
  "GET /api/imports/demands": ["enterprise"],
  "POST /api/imports/demands": ["enterprise"],
  "GET /api/imports": "signed-in",
  "GET /api/imports/{id}": "signed-in",
  "GET /api/imports/{id}/errors.csv": "signed-in",
  "POST /api/imports/{id}/publish": "signed-in",
  "GET /api/statistics/turnover": officials,
  "GET /api/statistics/turnover.csv": officials,
  "GET /api/statistics/turnover.xlsx": officials,
  "GET /api/statistics/turnover/records": officials,
  "GET /api/statistics/turnover/records.csv": officials,
  "GET /api/statistics/turnover/records.xlsx": officials,
  "GET /api/statistics/declines": ["enterprise", "institution", ...officials],
  "GET /api/statistics/declines.csv": ["enterprise", "institution", ...officials],
  "GET /api/statistics/declines.xlsx": ["enterprise", "institution", ...officials],
  "GET /api/statistics/targets": officials,
  "GET /api/statistics/targets.csv": officials,
  "GET /api/statistics/targets.xlsx": officials,
  "GET /api/statistics/targets/{target}/records": officials,
  "GET /api/statistics/service-points": officials,
  "GET /api/statistics/service-points.csv": officials,
  "GET /api/statistics/service-points.xlsx": officials,
  "GET /api/statistics/public": "anyone",
  "GET /api/statistics/marine": "anyone",
  "GET /api/verify/{number}": "anyone",
  "GET /api/verify/keys": "anyone",
  "GET /api/search": "anyone",
  "GET /feeds/demands.{format}": "anyone",
  "GET /feeds/results.{format}": "anyone",

  "GET /api/admin/audit": ["admin"],
  "GET /api/admin/audit.csv": ["admin"],
  "GET /api/admin/audit.xlsx": ["admin"],
  "GET /api/admin/work": ["admin"],
  "POST /api/admin/work/retry": ["admin"],
  "GET /api/admin/matching": ["admin"],
  "POST /api/admin/matching/adopt": ["admin"],
  "POST /api/admin/matching/rematch": ["admin"],
  "POST /api/admin/matching/fit": ["admin"],

  "GET /api/account/preferences": "signed-in",
  "PATCH /api/account/preferences": "signed-in",
  "GET /api/account/export": "signed-in",
  "DELETE /api/account": "signed-in",
  // Ends the caller's session, so it comes last.
  "POST /api/auth/logout": "anyone",
};

const exampleByParameter: Record<string, string> = {
  id: "0".repeat(24),
  name: "fields",
  target: "brokers",
  number: "2026370201000001",
  attachmentId: "0".repeat(24),
  format: "atom",
};

describe("access", () => {
  let test: TestApp;
  const people = new Map<Role, Person>();
  beforeAll(async () => {
    test = await buildTestApp();
    for (const role of roles) people.set(role, await createPerson(test.app, role));
  });
  afterAll(() => test.close());

  it("has every registered route in the table, and no other", () => {
    const registered = Object.entries(test.app.swagger().paths ?? {}).flatMap(([path, operations]) =>
      Object.keys(operations ?? {}).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(registered.sort()).toEqual(Object.keys(table).sort());
  });

  it.each(Object.entries(table))("lets nobody through %s but %j", async (route, access) => {
    const [method, path = ""] = route.split(" ");
    const url = path.replace(/\{(\w+)\}/g, (_, name: string) => exampleByParameter[name] ?? name);
    const ask = async (cookie?: string) => {
      const headers = cookie === undefined ? {} : { cookie };
      return (await test.app.inject({ method, url, headers } as InjectOptions)).statusCode;
    };
    if (access === "anyone") expect(await ask()).not.toBe(401);
    else expect(await ask()).toBe(401);
    for (const role of roles) {
      const status = await ask(people.get(role)?.cookie);
      const isAllowed = typeof access === "string" || access.includes(role);
      if (isAllowed) expect([401, 403], `${role} got ${status}`).not.toContain(status);
      else expect(status, role).toBe(403);
      expect(status, role).toBeLessThan(500);
    }
  });
});
