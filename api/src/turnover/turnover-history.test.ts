import { seededRandom } from "@market/indexer/seeded-random";
import type { Contract, ImportReport, Turnover, TurnoverRecords } from "@market/shared";
import { stringify } from "csv-stringify/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildTestApp, type TestApp } from "../test/build-test-app.ts";
import { carryOutContracts } from "../test/carry-out-contracts.ts";
import { createPerson, type Person } from "../test/people.ts";
import { sheetUpload } from "../test/sheet-upload.ts";

const SEED = 20_261_124;
const STEPS = 70;
const QUESTIONS = 60;
/** The acts come one after another, each through the whole api, beside whatever else the machine does. */
const ACTS_TIMEOUT_MS = 300_000;

const cityPlaces = ["市南区", "崂山区", "胶州市"];
const places = [...cityPlaces, "北京市", "山东省"];
const types = ["development", "transfer", "licensing", "consulting", "service"] as const;
const typeWords: Record<string, string> = {
  development: "技术开发",
  transfer: "技术转让",
  licensing: "技术许可",
  consulting: "技术咨询",
  service: "技术服务",
};
const fields = ["智能家电", "新材料", "人工智能"] as const;
const techAreas = ["electronics-information", "new-materials", "agriculture"] as const;

const random = seededRandom(SEED);
const below = (limit: number) => Math.floor(random() * limit);
const oneOf = <Item>(items: readonly Item[]): Item => items[below(items.length)]!;
const isLikely = (share: number) => random() < share;
/** A day from 2024 to the autumn of 2026: in the past whenever this runs. */
const randomDay = () => new Date(Date.UTC(2024, 0, 1) + below(1_000) * 86_400_000).toISOString().slice(0, 10);
const randomParty = (side: string) => ({
  name: `${side}${below(6)}`,
  kind: oneOf(["enterprise", "university", "institute"] as const),
  district: oneOf(places),
});
const randomAmounts = () => {
  const technologyAmountFen = 1 + below(400_000_000);
  return { technologyAmountFen, amountFen: technologyAmountFen + below(900_000_000) };
};

let test: TestApp;
let official: Person;
let broker: Person;
/** Contracts in force, to be amended and voided. */
const inForce: string[] = [];
/** Instants between acts, at which sums are asked for afterwards. */
const instants: Date[] = [new Date("2024-05-01T00:00:00Z"), new Date("2025-12-31T16:00:00Z")];

async function post(person: Person, url: string, body?: object): Promise<Contract> {
  const response = await person.post(url, body);
  expect(response.statusCode, `${url}: ${response.body}`).toBeLessThan(300);
  return response.json();
}

async function register(): Promise<void> {
  const { id } = await post(broker, "/api/contracts", {
    title: `合同${below(1_000_000)}`,
    type: oneOf(types),
    field: oneOf(fields),
    ...(isLikely(0.5) && { techArea: oneOf(techAreas) }),
    ...(isLikely(0.5) && { isMarine: isLikely(0.5) }),
    seller: randomParty("卖方"),
    buyer: randomParty("买方"),
    signedOn: randomDay(),
    ...randomAmounts(),
  });
  await post(broker, `/api/contracts/${id}/submit`);
  await post(official, `/api/contracts/${id}/accept`);
  await post(official, `/api/contracts/${id}/register`);
  inForce.push(id);
}

async function amend(): Promise<void> {
  if (inForce.length === 0) return;
  await post(official, `/api/contracts/${oneOf(inForce)}/amend`, {
    ...(isLikely(0.7) && randomAmounts()),
    ...(isLikely(0.3) && { type: oneOf(types) }),
    ...(isLikely(0.3) && { field: oneOf(fields) }),
    ...(isLikely(0.3) && { techArea: oneOf(techAreas) }),
    ...(isLikely(0.3) && { isMarine: isLikely(0.5) }),
    ...(isLikely(0.3) && { seller: randomParty("卖方") }),
    ...(isLikely(0.3) && { buyer: randomParty("买方") }),
    ...(isLikely(0.3) && { signedOn: "2025-03-15" }),
    title: `更正${below(1_000_000)}`,
    reason: "材料更正",
  });
}

async function voidOne(): Promise<void> {
  if (inForce.length === 0) return;
  const [id] = inForce.splice(below(inForce.length), 1);
  await post(official, `/api/contracts/${id}/void`, {
    kind: oneOf(["cancelled", "revoked"]),
    reason: "双方协商解除",
  });
}

async function importPast(): Promise<void> {
  const rows = Array.from({ length: 4 }, () => {
    const [signedOn, registeredOn] = [randomDay(), randomDay()].sort();
    const { amountFen, technologyAmountFen } = randomAmounts();
    const [seller, buyer] = [randomParty("卖方"), randomParty("买方")];
    return {
      合同名称: `历史合同${below(1_000_000)}`,
      合同类型: typeWords[oneOf(types)],
      卖方: seller.name,
      卖方性质: "高校",
      卖方所在地: seller.district,
      买方: buyer.name,
      买方性质: "企业",
      买方所在地: buyer.district,
      "成交额（元）": (amountFen / 100).toFixed(2),
      "技术交易额（元）": (technologyAmountFen / 100).toFixed(2),
      签订日期: signedOn,
      登记日期: registeredOn,
      所属领域: oneOf(fields),
    };
  });
  const response = await sheetUpload(
    test.app,
    official,
    "contracts",
    Buffer.from(stringify(rows, { header: true })),
  );
  expect(response.json<ImportReport>(), response.body).toMatchObject({ added: rows.length, rejected: 0 });
  const imported = await test.app.models.Contract.find({
    importKey: { $exists: true },
    voidedAt: null,
  }).lean();
  for (const { _id } of imported) if (!inForce.includes(String(_id))) inForce.push(String(_id));
}

interface Sums {
  totalFen: number;
  technologyTotalFen: number;
  count: number;
}

type StoredContract = Awaited<ReturnType<typeof readContracts>>[number];
type Terms = Pick<StoredContract, "amountFen" | "technologyAmountFen" | "type" | "field" | "signedOn"> & {
  seller: StoredContract["seller"];
  buyer: StoredContract["buyer"];
  techArea?: string | null;
  isMarine?: boolean | null;
};

function readContracts() {
  return test.app.models.Contract.find({ registeredAt: { $ne: null } }).lean();
}

/** A contract's terms as they stood at an instant; `null` while it was not in force. By its versions, not by entries. */
function termsAt(contract: StoredContract, at: Date): Terms | null {
  if (contract.registeredAt! > at || (contract.voidedAt && contract.voidedAt <= at)) return null;
  return (contract.versions.find(({ until }) => until > at) ?? contract) as Terms;
}

const shanghaiDay = (instant: Date) =>
  instant.toLocaleDateString("sv-SE", { timeZone: "Asia/Shanghai" }).slice(0, 10);

/** What the test groups by, read off the contract itself. */
const reckonedKeys: Record<string, (terms: Terms, day: string, isOutput: boolean) => string> = {
  month: (_, day) => day.slice(0, 7),
  quarter: (_, day) => `${day.slice(0, 4)}-Q${Math.floor((Number(day.slice(5, 7)) + 2) / 3)}`,
  year: (_, day) => day.slice(0, 4),
  type: ({ type }) => type,
  field: ({ field }) => field,
  techArea: ({ techArea }) => techArea ?? "",
  marine: ({ isMarine }) => (isMarine === true ? "yes" : isMarine === false ? "no" : ""),
  seller: ({ seller }) => seller.name,
  buyerKind: ({ buyer }) => buyer.kind,
  district: ({ seller, buyer }, _, isOutput) => (isOutput ? seller : buyer).district ?? "",
  flow: ({ seller, buyer }, _, isOutput) =>
    cityPlaces.includes((isOutput ? buyer : seller).district ?? "") ? "inside" : "outside",
};

interface Question {
  asOf: Date;
  basis: "output" | "absorption";
  date: "registered" | "signed";
  from: string;
  to: string;
  by: string[];
}

/** The same question answered from the contracts, one by one, by another way than the product's. */
function reckon(
  contracts: readonly StoredContract[],
  question: Question,
): { all: Sums; groups: Map<string, Sums> } {
  const isOutput = question.basis === "output";
  const all = { totalFen: 0, technologyTotalFen: 0, count: 0 };
  const groups = new Map<string, Sums>();
  for (const contract of contracts) {
    const terms = termsAt(contract, question.asOf);
    if (terms === null) continue;
    if (!cityPlaces.includes((isOutput ? terms.seller : terms.buyer).district ?? "")) continue;
    const day = question.date === "signed" ? terms.signedOn : shanghaiDay(contract.registeredAt!);
    if (day < question.from || day > question.to) continue;
    const key = question.by.map((name) => reckonedKeys[name]!(terms, day, isOutput)).join(" | ");
    const group = groups.get(key) ?? { totalFen: 0, technologyTotalFen: 0, count: 0 };
    groups.set(key, group);
    for (const sums of [all, group]) {
      sums.totalFen += terms.amountFen;
      sums.technologyTotalFen += terms.technologyAmountFen;
      sums.count += 1;
    }
  }
  return { all, groups };
}

function randomQuestion(): Question {
  const [from, to] = [randomDay(), randomDay()].sort() as [string, string];
  return {
    asOf: oneOf(instants),
    basis: oneOf(["output", "absorption"] as const),
    date: oneOf(["registered", "signed"] as const),
    ...(isLikely(0.5) ? { from, to } : { from: "2000-01-01", to: "2099-12-31" }),
    by: Object.keys(reckonedKeys)
      .sort(() => random() - 0.5)
      .slice(0, 1 + below(3)),
  };
}

async function ask<Answer>(path: string, { asOf, by, ...rest }: Question, extra = {}): Promise<Answer> {
  const query = new URLSearchParams({ ...rest, asOf: asOf.toISOString(), by: by.join(","), ...extra });
  const response = await official.get(`/api/statistics/${path}?${query}`);
  expect(response.statusCode, response.body).toBe(200);
  return response.json();
}

beforeAll(async () => {
  test = await buildTestApp();
  official = await createPerson(test.app, "official");
  broker = await createPerson(test.app, "broker");
  for (let step = 0; step < STEPS; step += 1) {
    const choice = random();
    if (step < 10 || choice < 0.3) await register();
    else if (choice < 0.78) await amend();
    else if (choice < 0.92) await voidOne();
    else await importPast();
    // Some acts are carried out at once, others together with those that follow.
    if (isLikely(0.4)) await carryOutContracts(test.app.models);
    instants.push(new Date());
  }
  await carryOutContracts(test.app.models);
  instants.push(new Date());
}, ACTS_TIMEOUT_MS);
afterAll(() => test.close());

describe(`turnover after ${STEPS} random acts (seed ${SEED})`, () => {
  it("adds up to what the contracts themselves say, at any instant, on any basis, by anything", async () => {
    const contracts = await readContracts();
    let counted = 0;
    for (let number = 0; number < QUESTIONS; number += 1) {
      const question = randomQuestion();
      const expected = reckon(contracts, question);
      const { totalFen, technologyTotalFen, count, groups } = await ask<Turnover>("turnover", question);
      const say = JSON.stringify(question);
      expect({ totalFen, technologyTotalFen, count }, say).toEqual(expected.all);
      const answered = groups.map(
        ({ key, totalFen, technologyTotalFen, count }) =>
          [
            question.by.map((name) => key[name]).join(" | "),
            { totalFen, technologyTotalFen, count },
          ] as const,
      );
      expect(new Map(answered), say).toEqual(expected.groups);
      counted += count;
    }
    // Sums over nothing would agree with anything.
    expect(counted).toBeGreaterThan(QUESTIONS);
  });

  it("has records behind each figure that add up to it", async () => {
    for (let number = 0; number < 10; number += 1) {
      const question = randomQuestion();
      const { groups } = await ask<Turnover>("turnover", question);
      if (groups.length === 0) continue;
      const group = oneOf(groups);
      const keys = Object.fromEntries(Object.entries(group.key).map(([name, key]) => [`key.${name}`, key]));
      const records = await ask<TurnoverRecords>("turnover/records", question, { ...keys, pageSize: "100" });
      const sum = records.items.reduce((total, { amountFen }) => total + amountFen, 0);
      expect([sum, records.totalFen, records.count]).toEqual([group.totalFen, group.totalFen, group.count]);
    }
  });

  it("changes no past sum with what happens later", async () => {
    const question: Question = { ...randomQuestion(), asOf: instants.at(-1)! };
    const before = await ask<Turnover>("turnover", question);
    await register();
    await amend();
    await voidOne();
    await carryOutContracts(test.app.models);
    expect(await ask<Turnover>("turnover", question)).toMatchObject({
      totalFen: before.totalFen,
      count: before.count,
      groups: before.groups,
    });
  });
});
