import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Role } from "@market/shared";
import type { AxeResults } from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningMarket, startMarket } from "../test/running-market.ts";
import { pathsOf, readAppRoutes } from "./app-routes.ts";
import { openBrowser } from "./browser.ts";
import { openVisitor } from "./sample-pages.ts";

const WALK_TIMEOUT_MS = 400_000;
const widths = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const;
const graveImpacts = new Set(["serious", "critical"]);

let market: RunningMarket;
let browser: Browser;
let axeSource: string;

beforeAll(async () => {
  axeSource = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  [market, browser] = await Promise.all([startMarket({ seed: "sample" }), openBrowser()]);
}, WALK_TIMEOUT_MS);
afterAll(async () => {
  await browser?.close();
  await market?.stop();
});

describe("axe finds nothing serious on any page", () => {
  it("for everybody", { timeout: WALK_TIMEOUT_MS }, async () => {
    expect(await walk(null, ["/no-such-page", "/results?q=%E9%98%80"])).toEqual([]);
  });

  it.each<Role>(["enterprise", "institution", "broker", "official", "admin"])(
    "of the %s",
    { timeout: WALK_TIMEOUT_MS },
    async (role) => {
      expect(await walk(role)).toEqual([]);
    },
  );
});

/** Opens every page of a role at both widths, and answers with what axe finds, a line a fault. */
async function walk(role: Role | null, morePaths: readonly string[] = []): Promise<string[]> {
  const { page, addressOf } = await openVisitor(browser, market.url, role);
  await page.emulateMedia({ reducedMotion: "reduce" });
  const findings: string[] = [];
  for (const path of [...pathsOf(await readAppRoutes(), role), ...morePaths]) {
    await page.goto(addressOf(path), { waitUntil: "networkidle" });
    for (const size of widths) {
      await page.setViewportSize(size);
      findings.push(...(await findFaults(page)).map((fault) => `${path} at ${size.width}: ${fault}`));
    }
  }
  await page.context().close();
  return findings;
}

async function findFaults(page: Page): Promise<string[]> {
  // Not as a script element, which the page's own policy would refuse.
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return violations
    .filter(({ impact }) => graveImpacts.has(impact ?? ""))
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => describeFault(id, target, failureSummary)),
    );
}

function describeFault(rule: string, target: unknown, summary = ""): string {
  return `${rule}: ${String(target)} (${summary.split("\n").slice(1).join("; ").trim()})`;
}
