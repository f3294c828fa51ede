import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildTestApp, type TestApp } from "../test/build-test-app.ts";
import { createPerson } from "../test/people.ts";
import { demandInput } from "../test/texts.ts";
import { hashPassword } from "./password.ts";

const password = "a long enough password";

describe("a person's own account", () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await buildTestApp();
  });
  afterAll(() => test.close());

  /** Somebody who knows their password. */
  async function person(role: Parameters<typeof createPerson>[1]) {
    const someone = await createPerson(test.app, role);
    await test.app.models.User.updateOne(
      { _id: someone.id },
      { $set: { passwordHash: await hashPassword(password) } },
    );
    const leave = (body: object) =>
      test.app.inject({
        method: "DELETE",
        url: "/api/account",
        payload: body,
        headers: { cookie: someone.cookie },
      });
    return { ...someone, leave };
  }

  it("keeps which notifications are quiet, and refuses kinds there are not", async () => {
    const someone = await createPerson(test.app, "broker");
    const quietKinds = ["pairing.proposed"];
    expect((await someone.patch("/api/account/preferences", { quietKinds })).statusCode).toBe(200);
    expect((await someone.get("/api/account/preferences")).json()).toEqual({ quietKinds });
    const refused = await someone.patch("/api/account/preferences", { quietKinds: ["pairing.nothing"] });
    expect(refused.statusCode).toBe(400);
  });

  it("is exported with all that is the person's own, and no secrets", async () => {
    const someone = await person("enterprise");
    await someone.post("/api/demands", demandInput({ title: "我的需求" }));
    const response = await someone.get("/api/account/export");
    expect(response.headers["content-disposition"]).toMatch(
      /^attachment; filename="account-\d{4}-\d\d-\d\d\.json"$/,
    );
    expect(response.json().user.email).toBe(someone.email);
    expect(response.json().demands.map(({ title }: { title: string }) => title)).toEqual(["我的需求"]);
    expect(response.body).not.toMatch(/passwordHash|tokenHash|\$argon2/);
  });

  it("is not ended without the password", async () => {
    const someone = await person("enterprise");
    const refused = await someone.leave({ password: "something else" });
    expect(refused.statusCode).toBe(400);
    expect(refused.json().errors).toEqual([{ path: "password", message: expect.any(String) }]);
  });

  it("once ended, is gone with its sessions, its name and its address, and the address is free again", async () => {
    const someone = await person("enterprise");
    expect((await someone.leave({ password })).statusCode).toBe(204);
    expect((await someone.get("/api/auth/me")).statusCode).toBe(401);
    const kept = await test.app.models.User.findById(someone.id).lean();
    expect(JSON.stringify(kept)).not.toContain(someone.name);
    expect(await test.app.models.User.exists({ email: someone.email })).toBeNull();
  });

  it("is not ended while others wait for a deal its person holds", async () => {
    const someone = await person("broker");
    const id = () => someone.id.replace(/^./, "f");
    await test.app.models.Pairing.collection.insertOne({
      brokerId: (await test.app.models.User.findById(someone.id).lean())?._id,
      demandId: id(),
      resultId: id(),
      status: "claimed",
    });
    const refused = await someone.leave({ password });
    expect(refused.statusCode).toBe(409);
    expect(refused.json().code).toBe("account.holdsDeals");
  });

  it("is not ended where it is the last administrator's", async () => {
    const someone = await person("admin");
    const refused = await someone.leave({ password });
    expect(refused.json().code).toBe("account.lastAdmin");
  });
});
