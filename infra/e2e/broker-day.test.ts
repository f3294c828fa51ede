import type { Page as ListPage, Pairing } from "@market/shared";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningMarket, startMarket } from "../test/running-market.ts";
import { openBrowser, openOwnBrowser, signIn } from "./browser.ts";
import { ADMIN, openAccounts, PASSWORD, type People } from "./people.ts";
import { demand, result } from "./texts.ts";
import { until } from "./until.ts";

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

test("a broker plans the next step, finds it on the board, and talks with both sides in the deal", async () => {
  const { broker, enterprise, institution } = people;
  await publish(institution, "results", result);
  await publish(enterprise, "demands", demand);
  const pairing = await until(async () => {
    const page = await broker.client.send<ListPage<Pairing>>("GET", "/api/pairings?status=proposed");
    return page.items[0];
  });
  for (const act of ["claim", "introduce"]) {
    await broker.client.send("POST", `/api/pairings/${pairing.id}/${act}`, {});
  }

  const page = await openOwnBrowser(browser, market.url);
  await signIn(page, broker.email, PASSWORD);
  await page.goto("/broker/pipeline");
  const stage = page.getByRole("region", { name: "已引荐" });
  await stage.getByText(demand.title).waitFor();
  await stage.getByText("100万元").first().waitFor();

  await stage.getByRole("button", { name: "安排下一步" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("要做的事").fill("电话约样机测试");
  await dialog.getByLabel("日期").fill("2099-01-31");
  await dialog.getByRole("button", { name: /记\s*下/ }).click();
  await dialog.waitFor({ state: "hidden" });
  await stage.getByText("电话约样机测试").waitFor();

  await stage.getByText(demand.title).click();
  const thread = page.getByRole("region", { name: "留言" });
  await thread.getByLabel("写给双方").fill("请双方约下周三看样机");
  await thread.getByRole("button", { name: /发\s*送/ }).click();
  await thread.getByText("请双方约下周三看样机").waitFor();
  await thread.getByText("我的备忘", { exact: true }).click();
  await thread.getByRole("textbox", { name: "我的备忘" }).fill("企业更看重交货期");
  await thread.getByRole("button", { name: /记\s*下/ }).click();
  await thread.getByText("企业更看重交货期").waitFor();

  const other = await openOwnBrowser(browser, market.url);
  await signIn(other, enterprise.email, PASSWORD);
  await other.goto(`/pairings/${pairing.id}`);
  await other.getByText("请双方约下周三看样机").waitFor();
  expect(await other.getByText("企业更看重交货期").count()).toBe(0);
});

async function publish(
  owner: People["enterprise"],
  kind: "demands" | "results",
  text: object,
): Promise<void> {
  const { id } = await owner.client.send<{ id: string }>("POST", `/api/${kind}`, text);
  await owner.client.send("POST", `/api/${kind}/${id}/publish`, {});
}
