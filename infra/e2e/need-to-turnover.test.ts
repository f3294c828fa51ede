import type { CreateDemand, CreateResult } from "@market/shared";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningMarket, startMarket } from "../test/running-market.ts";
import { choose, openBrowser, openOwnBrowser, signIn } from "./browser.ts";
import { ADMIN, openAccounts, PASSWORD, type People } from "./people.ts";
import { demand, result } from "./texts.ts";

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

test("four people carry a need to turnover, each in their own browser", async () => {
  const [enterprise, institution, broker, official] = await Promise.all(
    [people.enterprise, people.institution, people.broker, people.official].map(async ({ email }) => {
      const page = await openOwnBrowser(browser, market.url);
      await signIn(page, email, PASSWORD);
      return page;
    }),
  );

  // The broker only looks on: what follows must arrive by itself.
  await broker!.goto("/broker/inbox");
  await broker!.getByText("这里没有对接").waitFor();
  await broker!.evaluate(() => document.body.setAttribute("data-same-page", "yes"));

  await publishResult(institution!, result);
  await publishDemand(enterprise!, demand);

  await broker!.getByRole("listitem").filter({ hasText: demand.title }).first().waitFor();
  expect(await broker!.locator("body").getAttribute("data-same-page")).toBe("yes");

  await broker!.keyboard.press("j");
  await broker!.keyboard.press("Enter");
  await broker!.waitForURL(/\/pairings\/[0-9a-f]{24}$/);
  await broker!.getByText("最相近的段落").first().waitFor();
  await clickAct(broker!, "认领");
  await actWithNote(broker!, "引荐双方");

  // Introduced: the enterprise sees whom to call, and not before.
  await enterprise!.goto("/pairings");
  await enterprise!.getByText(result.title).filter({ visible: true }).first().click();
  await enterprise!.getByText("0532-55550002").first().waitFor();

  await actWithNote(broker!, "进入洽谈");
  await actWithNote(broker!, "达成意向");
  await broker!.getByRole("link", { name: "起草合同" }).click();
  await draftContract(broker!);
  await broker!.getByText("已提交").first().waitFor();

  await official!.goto("/registry");
  await official!.getByRole("link", { name: CONTRACT_TITLE }).first().click();
  await official!.getByRole("button", { name: "受理", exact: true }).click();
  await official!.getByRole("button", { name: "认定登记", exact: true }).click();
  await official!
    .locator(".ant-popover, .ant-modal")
    .getByRole("button", { name: /确\s*定|认定登记/ })
    .click();
  await official!
    .getByText(/\d{4} 3702 01 000001/)
    .first()
    .waitFor();

  await official!.goto("/turnover");
  await official!.getByText("900,000.01").first().waitFor();
});

const CONTRACT_TITLE = "低频转矩补偿算法实施许可";

async function publishResult(page: Page, text: CreateResult): Promise<void> {
  await page.goto("/workspace/results/new");
  await page.getByLabel("标题").fill(text.title);
  await page.getByLabel("成果简介").fill(text.summary);
  await page.getByLabel("优势与指标").fill(text.advantages);
  await choose(page, "产业领域", text.field);
  await choose(page, "技术成熟度", `TRL ${text.trl}`);
  for (const way of text.cooperation) await page.getByLabel(way).check();
  await page.getByLabel("电话").fill("0532-55550002");
  await page.getByRole("button", { name: "保存并发布" }).click();
  await page.waitForURL(/\/results\/[0-9a-f]{24}$/);
}

async function publishDemand(page: Page, text: CreateDemand): Promise<void> {
  await page.goto("/workspace/demands/new");
  await page.getByLabel("标题").fill(text.title);
  await page.getByLabel("需求描述").fill(text.description);
  await choose(page, "产业领域", text.field);
  await choose(page, "最低成熟度", `TRL ${text.minTrl}`);
  for (const way of text.cooperation) await page.getByLabel(way).check();
  await page.getByLabel("截止日期").fill(text.deadline);
  await page.getByLabel("截止日期").press("Enter");
  await page.getByRole("button", { name: "保存并发布" }).click();
  await page.waitForURL(/\/demands\/[0-9a-f]{24}$/);
}

async function clickAct(page: Page, act: string): Promise<void> {
  await page.getByRole("region", { name: "下一步" }).getByRole("button", { name: act, exact: true }).click();
}

/** An act that says what it brings about, and asks for a note, before it is done. */
async function actWithNote(page: Page, act: string): Promise<void> {
  await clickAct(page, act);
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: act, exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
}

async function draftContract(page: Page): Promise<void> {
  await page.getByLabel("合同名称").fill(CONTRACT_TITLE);
  await choose(page, "合同类型", "技术许可");
  await page.getByLabel("合同成交额").fill("90.000001");
  await page.getByLabel("技术交易额", { exact: true }).fill("80");
  await page.getByLabel("签订日期").fill("2026-01-05");
  await page.getByLabel("签订日期").press("Enter");
  await page.getByLabel("我已阅读并代表本单位作出上述承诺").check();
  await page.getByRole("button", { name: "保存并提交登记" }).click();
  await page.waitForURL(/\/contracts\/[0-9a-f]{24}$/);
}
