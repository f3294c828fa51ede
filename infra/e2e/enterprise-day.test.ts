import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningMarket, startMarket } from "../test/running-market.ts";
import { choose, openBrowser, openOwnBrowser, signIn } from "./browser.ts";
import { ADMIN, openAccounts, PASSWORD, type People } from "./people.ts";
import { demand } from "./texts.ts";

let market: RunningMarket;
let browser: Browser;
let people: People;

beforeAll(async () => {
  [market, browser] = await Promise.all([startMarket({ seed: "none", admin: ADMIN }), openBrowser()]);
  people = await openAccounts(market.url);
});
afterAll(async () => {
  await browser?.close();
  await market?.stop();
});

test("an enterprise is helped to write a need, keeps its draft, and posts it without its name", async () => {
  const page = await openOwnBrowser(browser, market.url);
  await signIn(page, people.enterprise.email, PASSWORD);
  await page.goto("/workspace/demands/new");

  const quality = page.getByRole("region", { name: "写得够不够具体" });
  await quality.getByText("预算：").waitFor();
  await page.getByLabel("标题").fill(demand.title);
  await page.getByLabel("需求描述").fill(`青岛试验家电有限公司：${demand.description}`);
  await quality.getByText("目标值：").waitFor({ state: "hidden" });

  // What is written survives the page.
  await page.waitForFunction(() =>
    Object.values(localStorage).some((kept) => kept.includes("青岛试验家电有限公司")),
  );
  page.on("dialog", (dialog) => void dialog.accept());
  await page.reload();
  expect(await page.getByLabel("标题").inputValue()).toBe(demand.title);

  await choose(page, "产业领域", demand.field);
  await choose(page, "最低成熟度", `TRL ${demand.minTrl}`);
  for (const way of demand.cooperation) await page.getByLabel(way).check();
  await page.getByLabel("截止日期").fill(demand.deadline);
  await page.getByLabel("匿名发布").check();
  await page.locator("mark", { hasText: "青岛试验家电有限公司" }).waitFor();
  await page.getByRole("button", { name: "保存并发布" }).click();
  await page.getByText("请先改写，或确认以上内容可以公开").first().waitFor();

  await page.getByLabel("需求描述").fill(demand.description);
  await page.locator("mark").waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "保存并发布" }).click();
  await page.waitForURL(/\/demands\/[0-9a-f]{24}/);

  const stranger = await openOwnBrowser(browser, market.url);
  await stranger.goto(page.url());
  await stranger.getByRole("heading", { name: demand.title }).waitFor();
  await stranger.getByText("匿名企业").first().waitFor();
  expect(await stranger.content()).not.toContain("青岛试验家电有限公司");
});
