import type { Contract, CreateContract } from "@market/shared";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildTestApp, type TestApp } from "../test/build-test-app.ts";
import {
  type ContractPeople,
  contractInput,
  createContract,
  createContractPeople,
} from "../test/contracts.ts";

let test: TestApp;
let people: ContractPeople;

beforeAll(async () => {
  test = await buildTestApp();
  people = await createContractPeople(test.app);
});
afterAll(() => test.close());

const record = {
  subtype: "commissioned-development",
  paymentKind: "royalty",
  startsOn: "2026-03-01",
  endsOn: "2027-02-28",
  isRelatedParty: false,
  planSource: "city-prefecture",
  ipRight: "invention",
  techArea: "advanced-manufacturing",
  techSubarea: "robots",
  objective: "10",
  industry: "38",
  isMarine: false,
  nonTechnicalCosts: "样机材料 8 万元",
  subject: "开发外机降噪控制算法与样机。",
} as const satisfies Partial<CreateContract>;

describe("the registration record", () => {
  it("is kept as drafted, with what is not told as null", async () => {
    const told = await createContract(people, "draft", record);
    expect(told).toMatchObject(record);
    const untold = await createContract(people);
    expect(untold).toMatchObject({ subtype: null, isMarine: null, commitment: null });
    expect(untold.buyer).toMatchObject({ partyType: null, address: null, flags: null });
  });

  it("takes back by null what was told", async () => {
    const { id, revision } = await createContract(people, "draft", record);
    const response = await people.broker.patch(`/api/contracts/${id}`, {
      revision,
      endsOn: null,
      techSubarea: null,
      techArea: null,
    });
    expect(response.json()).toMatchObject({ ...record, endsOn: null, techSubarea: null, techArea: null });
  });

  it("keeps with each version what it said", async () => {
    const { id } = await createContract(people, "registered", record);
    const amended = await people.official.post(`/api/contracts/${id}/amend`, {
      endsOn: "2027-12-31",
      ipRight: "software",
      reason: "双方补充协议延长期限。",
    });
    expect(amended.json<Contract>()).toMatchObject({
      endsOn: "2027-12-31",
      ipRight: "software",
      versions: [{ endsOn: record.endsOn, ipRight: record.ipRight, subtype: record.subtype }],
    });
  });

  it.each<[string, Partial<Record<keyof CreateContract, unknown>>]>([
    ["subtype", { subtype: "patent-transfer" }],
    ["subtype", { subtype: "lease" }],
    ["techSubarea", { techArea: "nuclear", techSubarea: "robots" }],
    ["techSubarea", { techSubarea: "robots" }],
    ["endsOn", { startsOn: "2026-03-02", endsOn: "2026-03-01" }],
    ["startsOn", { startsOn: "2026-02-30" }],
    ["industry", { industry: "98" }],
    ["isMarine", { isMarine: "no" }],
    ["subject", { subject: "" }],
    ["buyer.flags", { buyer: { name: "外地企业", kind: "enterprise", flags: ["listed", "listed"] } }],
    ["buyer.contactPhone", { buyer: { name: "外地企业", kind: "enterprise", contactPhone: "无" } }],
    [
      "buyer.creditCode",
      { buyer: { name: "外地企业", kind: "enterprise", creditCode: "91110000600037341M" } },
    ],
  ])("answers 400 naming %s for %o", async (path, overrides) => {
    const response = await people.broker.post("/api/contracts", { ...contractInput(people), ...overrides });
    expect(response.statusCode).toBe(400);
    expect(response.json().errors).toContainEqual(expect.objectContaining({ path }));
  });

  it("takes a party's particulars beside its id, but not who it is", async () => {
    const id = people.buyer.organisationId!;
    const input = contractInput(people, { buyer: { id, address: "崂山区松岭路99号", flags: [] } });
    const taken = await people.broker.post("/api/contracts", input);
    expect(taken.json<Contract>().buyer).toMatchObject({ id, address: "崂山区松岭路99号", flags: [] });
    const renamed = await people.broker.post("/api/contracts", {
      ...input,
      buyer: { id, name: "别的名称" },
    });
    expect(renamed.statusCode).toBe(400);
  });
});

describe("POST /api/contracts/:id/submit", () => {
  it("keeps who promised what and when", async () => {
    const { id } = await createContract(people);
    const response = await people.broker.post(`/api/contracts/${id}/submit`, { commitment: true });
    expect(response.json<Contract>().commitment).toEqual({
      at: expect.any(String),
      by: { id: people.broker.id, name: people.broker.name },
      version: "2026-03-01",
    });
  });

  it("needs no promise, and takes none back by false", async () => {
    const { id, commitment } = await createContract(people, "submitted");
    expect(commitment).toBeNull();
    const refused = await people.broker.post(`/api/contracts/${id}/submit`, { commitment: false });
    expect(refused.statusCode).toBe(400);
  });
});
