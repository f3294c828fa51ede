import {
  type Contract,
  dayOf,
  type Page,
  type RegistrationClock,
  readClock,
  startClock,
  stopClock,
} from "@market/shared";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildTestApp, type TestApp } from "../test/build-test-app.ts";
import { type ContractPeople, createContract, createContractPeople } from "../test/contracts.ts";
import { clockAfter } from "./contract-clock.ts";
import { refreshClocks } from "./refresh-clocks.ts";
import { chinaWorkdays } from "./workday-calendar.ts";

describe("the calendar", () => {
  it.each([
    ["a Thursday", "2026-09-24", true],
    ["a Sunday made up for National Day", "2026-09-20", true],
    ["the Mid-Autumn Friday", "2026-09-25", false],
    ["a day of the National Day week", "2026-10-06", false],
    ["a Saturday made up for National Day", "2026-10-10", true],
    ["an ordinary Saturday", "2026-10-17", false],
    ["a Saturday made up for the Spring Festival", "2026-02-14", true],
    ["a Monday of the Spring Festival", "2026-02-23", false],
    ["the Sunday made up for New Year's Day", "2026-01-04", true],
  ])("knows %s, %s", (_, day, isWorkday) => {
    expect(chinaWorkdays.isWorkday(day)).toBe(isWorkday);
  });
});

describe("the clock's due day", () => {
  it.each([
    ["examination", "2026-03-31", "2026-04-22", "the Tomb-sweeping Monday is off"],
    ["examination", "2026-09-24", "2026-10-22", "Mid-Autumn and National Day are off, 10 October is worked"],
    ["examination", "2026-02-10", "2026-03-09", "14 and 28 February, Saturdays, make up for the festival"],
    ["examination", "2025-12-24", "2026-01-15", "across the year's end, 4 January being worked"],
    ["examination", "2026-10-03", "2026-10-27", "accepted on a holiday"],
    ["expert-review", "2026-03-31", "2026-05-15", "30 days, Labour Day off and 9 May worked"],
  ] as const)("for an %s from %s is %s: %s", (kind, startedOn, dueOn, _why) => {
    expect(startClock(chinaWorkdays, kind, startedOn)).toEqual({
      kind,
      state: "running",
      startedOn,
      dueOn,
      workingDays: kind === "examination" ? 15 : 30,
      isProvisional: false,
      stoppedOn: null,
    });
  });

  it("is called provisional where it lies beyond the announced holidays", () => {
    const calendar = { ...chinaWorkdays, knownUntil: "2026-12-31" };
    expect(startClock(calendar, "examination", "2026-12-10")).toMatchObject({
      dueOn: "2026-12-31",
      isProvisional: false,
    });
    expect(startClock(calendar, "examination", "2026-12-11").isProvisional).toBe(true);
  });
});

describe("what a clock says", () => {
  const clock = startClock(chinaWorkdays, "examination", "2026-09-24");
  it.each([
    ["2026-09-24", 15, false],
    ["2026-09-27", 15, false],
    ["2026-10-10", 9, false],
    ["2026-10-22", 0, false],
    ["2026-10-23", -1, true],
    ["2026-10-26", -2, true],
  ])("on %s is %i working days left, overdue: %s", (today, leftWorkingDays, isOverdue) => {
    expect(readClock(chinaWorkdays, clock, today)).toEqual({ leftWorkingDays, isOverdue });
  });

  it("stays as it was when it stopped, in time or late", () => {
    const inTime = stopClock(clock, "ended", "2026-10-12");
    expect(readClock(chinaWorkdays, inTime, "2027-01-01")).toEqual({ leftWorkingDays: 8, isOverdue: false });
    const late = stopClock(clock, "ended", "2026-10-23");
    expect(readClock(chinaWorkdays, late, "2027-01-01")).toEqual({ leftWorkingDays: -1, isOverdue: true });
  });
});

describe("a clock after an act", () => {
  const at = new Date("2026-10-09T17:00:00.000Z"); // 10 October in Shanghai
  const running = startClock(chinaWorkdays, "examination", "2026-09-24");
  const paused = stopClock(running, "paused", "2026-10-09");
  const contract = (status: Contract["status"], clock: RegistrationClock | null, amount = 1) => ({
    status,
    technologyAmountFen: amount,
    clock,
    dispute: null,
  });

  it.each([
    ["accept", contract("submitted", null), { startedOn: "2026-10-10", kind: "examination" }],
    ["accept", contract("submitted", null, 500_000_000), { workingDays: 30, kind: "expert-review" }],
    ["accept", contract("submitted", running), undefined],
    ["submit", contract("draft", null), undefined],
    ["submit", contract("returned", null), { startedOn: "2026-10-10", state: "running" }],
    ["submit", contract("returned", paused), { startedOn: "2026-10-10", state: "running", stoppedOn: null }],
    ["return", contract("accepted", running), { ...running, state: "paused", stoppedOn: "2026-10-10" }],
    ["return", contract("submitted", null), undefined],
    ["dispute", contract("accepted", running), { startedOn: "2026-09-24", workingDays: 30 }],
    ["dispute", contract("submitted", null), undefined],
    ["refuse", contract("accepted", running), { state: "ended", stoppedOn: "2026-10-10" }],
    ["register", contract("accepted", running), { state: "ended", dueOn: "2026-10-22" }],
    ["amend", contract("registered", stopClock(running, "ended", "2026-10-09")), undefined],
  ] as const)("%s of %o is %o", (act, before, expected) => {
    const after = clockAfter(act, before as never, at);
    if (expected === undefined) expect(after).toBeUndefined();
    else expect(after).toMatchObject(expected);
  });
});

describe("the clock of a contract", () => {
  let test: TestApp;
  let people: ContractPeople;
  beforeAll(async () => {
    test = await buildTestApp();
    people = await createContractPeople(test.app);
  });
  afterAll(() => test.close());

  it("is shown to both sides from acceptance to registration", async () => {
    const contract = await createContract(people, "accepted");
    for (const person of [people.seller, people.buyer, people.official]) {
      const read = await person.get(`/api/contracts/${contract.id}`);
      expect(read.json<Contract>().clock).toMatchObject({
        kind: "examination",
        state: "running",
        startedOn: dayOf(new Date()),
        workingDays: 15,
        isOverdue: false,
      });
    }
    const registered = await people.official.post(`/api/contracts/${contract.id}/register`);
    expect(registered.json<Contract>().clock).toMatchObject({ state: "ended" });
    expect(await test.app.models.Contract.findById(contract.id).lean()).not.toHaveProperty("dueOn");
  });

  it("stands still while a supplement is awaited and starts anew with it", async () => {
    const { id } = await createContract(people, "accepted");
    const decision = { reason: "missing-proof", note: "请补交合同正本。" };
    const returned = await people.official.post(`/api/contracts/${id}/return`, decision);
    expect(returned.json<Contract>().clock).toMatchObject({ state: "paused" });
    const supplemented = await people.broker.post(`/api/contracts/${id}/submit`);
    expect(supplemented.json<Contract>().clock).toMatchObject({ state: "running" });
  });

  it("orders the queue, the overdue first, and lists them alone", async () => {
    const later = await createContract(people, "accepted");
    const overdue = await createContract(people, "accepted");
    const draft = await createContract(people);
    await test.app.models.Contract.updateOne(
      { _id: overdue.id },
      { $set: { dueOn: "2026-01-15", "clock.dueOn": "2026-01-15" } },
    );
    const list = async (query: string) => {
      const page = await people.official.get(`/api/contracts?pageSize=100&${query}`);
      return page.json<Page<Contract>>().items;
    };
    const due = await list("sort=due");
    expect(due[0]).toMatchObject({ id: overdue.id, clock: { isOverdue: true } });
    expect(due.map(({ id }) => id)).toContain(later.id);
    expect(due.map(({ id }) => id)).not.toContain(draft.id);
    expect((await list("overdue=true&sort=due")).map(({ id }) => id)).toEqual([overdue.id]);
  });

  it("is brought up to the calendar at hand: started where it was not kept, reckoned anew where provisional", async () => {
    const { Contract: contracts } = test.app.models;
    const unclocked = await createContract(people, "accepted");
    const provisional = await createContract(people, "accepted");
    await contracts.updateOne({ _id: unclocked.id }, { $set: { clock: null }, $unset: { dueOn: 1 } });
    await contracts.updateOne(
      { _id: provisional.id },
      {
        $set: {
          dueOn: "2026-10-20",
          clock: {
            ...startClock({ ...chinaWorkdays, knownUntil: "2026-10-01" }, "examination", "2026-09-24"),
            dueOn: "2026-10-20",
          },
        },
      },
    );
    await refreshClocks(test.app.models);
    const read = async ({ id }: Contract) =>
      (await people.official.get(`/api/contracts/${id}`)).json<Contract>().clock;
    expect(await read(unclocked)).toMatchObject({ startedOn: dayOf(new Date()), state: "running" });
    expect(await read(provisional)).toMatchObject({ dueOn: "2026-10-22", isProvisional: false });
    expect(await contracts.findById(provisional.id).lean()).toMatchObject({ dueOn: "2026-10-22" });
  });
});
