import type { Register, User } from "@market/shared";
import { Client } from "../test/client.ts";

export const PASSWORD = "a long enough password";
export const ADMIN = { email: "admin@city.example", password: PASSWORD };

/** Somebody with an account, and their browser's cookie. */
interface Account {
  email: string;
  user: User;
  client: Client;
}

/** The four kinds of people of the journey, with a second broker and a second official. */
export interface People {
  admin: Client;
  enterprise: Account;
  institution: Account;
  broker: Account;
  otherBroker: Account;
  official: Account;
  secondOfficial: Account;
}

/** Opens accounts on an empty market by the public routes, has the officials appointed and the brokers verified. */
export async function openAccounts(url: string): Promise<People> {
  const admin = await Client.signIn(url, ADMIN.email, ADMIN.password);
  const open = async (
    name: string,
    role: Register["role"],
    organisation: Register["organisation"],
  ): Promise<Account> => {
    const email = `${name}@city.example`;
    const stranger = new Client(url);
    const registration: Register = { email, password: PASSWORD, name, role, organisation };
    const user = await stranger.send<User>("POST", "/api/auth/register", registration);
    return { email, user, client: await Client.signIn(url, email, PASSWORD) };
  };
  const appoint = async (account: Account): Promise<Account> => {
    const user = await admin.send<User>("PATCH", `/api/users/${account.user.id}`, { role: "official" });
    return { ...account, user, client: await Client.signIn(url, account.email, PASSWORD) };
  };
  const enterprise = await open("enterprise", "enterprise", {
    name: "青岛试验家电有限公司",
    kind: "enterprise",
    district: "崂山区",
  });
  const institution = await open("institution", "institution", {
    name: "青岛试验大学",
    kind: "university",
    district: "市南区",
  });
  const broker = await open("broker", "broker", {
    name: "青岛试验技术转移中心",
    kind: "agency",
    district: "市北区",
  });
  const otherBroker = await open("other-broker", "broker", {
    name: "青岛试验经纪事务所",
    kind: "agency",
    district: "李沧区",
  });
  const official = await appoint(
    await open("official", "institution", { name: "青岛试验登记处", kind: "agency", district: "市南区" }),
  );
  const secondOfficial = await appoint(
    await open("second-official", "institution", {
      name: "青岛试验复核处",
      kind: "agency",
      district: "市南区",
    }),
  );
  for (const { user } of [broker, otherBroker]) {
    await official.client.send("POST", `/api/brokers/${user.id}/verify`, {});
  }
  return { admin, enterprise, institution, broker, otherBroker, official, secondOfficial };
}
