import type { Demand } from "@market/shared";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningMarket, startMarket } from "../test/running-market.ts";
import { openBrowser, openOwnBrowser, signIn } from "./browser.ts";
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

/** The enterprise's own browser, signed in. */
async function openEnterprise() {
  const page = await openOwnBrowser(browser, market.url);
  await signIn(page, people.enterprise.email, PASSWORD);
  return page;
}

describe("on a rough day, the web app", () => {
  it("leads back to the form, with what was written, when the session has ended meanwhile", async () => {
    const page = await openEnterprise();
    await page.goto("/workspace/demands/new");
    await page.getByLabel("标题").fill("写到一半的需求");
    await page.waitForFunction(() =>
      Object.values(localStorage).some((kept) => String(kept).includes("写到一半的需求")),
    );
    await page.context().clearCookies();
    await page.evaluate(() => fetch("/api/auth/logout", { method: "POST" }));
    await page.goto("/workspace/demands/new");
    await page.waitForURL(/\/login\?next=%2Fworkspace%2Fdemands%2Fnew$/);
    await page.getByLabel("邮箱").fill(people.enterprise.email);
    await page.getByLabel("密码").fill(PASSWORD);
    await page.getByRole("button", { name: "登录", exact: true }).click();
    await page.waitForURL(/\/workspace\/demands\/new$/);
    expect(await page.getByLabel("标题").inputValue()).toBe("写到一半的需求");
    await page.context().close();
  });

  it("says so when a record was deleted meanwhile", async () => {
    const page = await openEnterprise();
    const { id } = await people.enterprise.client.send<Demand>("POST", "/api/demands", demand);
    await page.goto(`/demands/${id}`);
    await page.getByRole("heading", { level: 1, name: demand.title }).waitFor();
    await people.enterprise.client.send("DELETE", `/api/demands/${id}`);
    await page.reload();
    await page.getByRole("heading", { level: 1, name: "没有这个页面" }).waitFor();
    await page.context().close();
  });

  it("shows what failed with its reference, and has it again at a press", async () => {
    const page = await openOwnBrowser(browser, market.url);
    const problem = {
      type: "about:blank",
      title: "x",
      status: 500,
      detail: "出错了",
      code: "server.failed",
      instance: "ref-42",
    };
    await page.route("**/api/demands?*", (route) =>
      route.fulfill({ status: 500, contentType: "application/problem+json", body: JSON.stringify(problem) }),
    );
    await page.goto("/demands");
    await page.getByText("ref-42").waitFor();
    await page.unroute("**/api/demands?*");
    await page.getByRole("button", { name: "重试" }).click();
    await page.getByText("ref-42").waitFor({ state: "hidden" });
    await page.context().close();
  });

  it("says that it is offline, and that it is back", async () => {
    const page = await openEnterprise();
    await page.goto("/notifications");
    const indicator = page.getByRole("status").filter({ hasText: "离线" });
    await page.context().setOffline(true);
    await indicator.waitFor();
    await page.context().setOffline(false);
    await indicator.waitFor({ state: "hidden" });
    await page.context().close();
  });

  it("answers an address that is no page with 404 and a way on", async () => {
    const page = await openOwnBrowser(browser, market.url);
    const response = await page.goto("/no-such-page");
    expect(response?.status()).toBe(404);
    await page.getByRole("heading", { level: 1, name: "没有这个页面" }).waitFor();
    await page.getByRole("main").getByRole("link", { name: "回到首页" }).click();
    await page.waitForURL("/");
    await page.context().close();
  });

  it("signs out in all tabs when it is done in one", async () => {
    const first = await openEnterprise();
    const second = await first.context().newPage();
    await second.goto("/workspace/demands");
    await second.getByRole("heading", { level: 1 }).waitFor();
    await first.getByRole("button", { name: /的账户/ }).click();
    await first.getByRole("button", { name: "退出登录" }).click();
    await second.waitForURL(/\/login\?next=/);
    await first.context().close();
  });
});
