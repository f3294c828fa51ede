import { DEMO_PASSWORD, demoAccounts } from "@market/api/demo-accounts";
import type { Page, Role } from "@market/shared";
import type { Browser, Page as BrowserPage } from "playwright-core";
import { Client } from "../test/client.ts";
import { openOwnBrowser } from "./browser.ts";

const NOBODY = "0".repeat(24);

/** Somebody of the sample market, or a stranger: a browser of their own and the addresses of records they may see. */
export interface Visitor {
  role: Role | null;
  client: Client;
  page: BrowserPage;
  /** An address for a path of the route table, its parameters filled in. */
  addressOf(path: string): string;
}

/** Opens a browser for a role of the sample market, signed in; for `null`, a stranger's. */
export async function openVisitor(browser: Browser, url: string, role: Role | null): Promise<Visitor> {
  const account = demoAccounts.find((each) => each.role === role);
  const client =
    account === undefined ? new Client(url) : await Client.signIn(url, account.email, DEMO_PASSWORD);
  const page = await openOwnBrowser(browser, url);
  const [name, value] = client.cookie.split("=");
  if (name && value) await page.context().addCookies([{ name, value, url }]);
  const examples = await findExamples(client, role);
  return { role, client, page, addressOf: (path) => fillIn(path, examples) };
}

/** The first record of each kind that a visitor may see, by the path of its page. */
async function findExamples(client: Client, role: Role | null): Promise<Map<string, string>> {
  const firstId = async (path: string): Promise<string> => {
    const { items } = await client.send<Page<{ id: string }>>("GET", path);
    return items[0]?.id ?? NOBODY;
  };
  const examples = new Map([
    ["/demands/:id", await firstId("/api/demands")],
    ["/results/:id", await firstId("/api/results")],
    ["/verify/:number", "2026370201000001"],
  ]);
  if (role === null) return examples;
  examples.set("/pairings/:id", await firstId("/api/pairings"));
  examples.set("/contracts/:id", await firstId("/api/contracts"));
  if (role === "enterprise") examples.set("/workspace/demands/:id", await firstId("/api/demands?mine=true"));
  if (role === "institution") examples.set("/workspace/results/:id", await firstId("/api/results?mine=true"));
  return examples;
}

function fillIn(path: string, examples: ReadonlyMap<string, string>): string {
  const known = [...examples].find(([prefix]) => path === prefix || path.startsWith(`${prefix}/`));
  const filled = known === undefined ? path : path.replace(/:\w+/, known[1]);
  return filled
    .replace(/\/:\w+\?/g, "")
    .replace(/:\w+/g, NOBODY)
    .replace(/\/\*$/, "");
}
