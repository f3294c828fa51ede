import { Types } from "mongoose";
import { describe, expect, it } from "vitest";
import { type StoredContract, turnoverEntriesOf } from "./turnover-entries.ts";

const actor = { id: null, name: "官员", role: "official" };
const party = (name: string, district: string | null) => ({ id: null, name, kind: "enterprise", district });

function buildContract(acts: string[], overrides: Record<string, unknown> = {}): StoredContract {
  return {
    _id: new Types.ObjectId(),
    title: "技术开发合同",
    type: "development",
    field: "新材料",
    amountFen: 300,
    technologyAmountFen: 200,
    signedOn: "2026-03-01",
    seller: party("卖方", "崂山区"),
    buyer: party("买方", "北京市"),
    registeredAt: new Date("2026-03-31T18:00:00Z"),
    versions: [],
    history: acts.map((act, index) => ({ at: new Date(Date.UTC(2026, 3, 1 + index)), actor, act })),
    announced: 0,
    ...overrides,
  } as unknown as StoredContract;
}

describe("turnover entries of a contract", () => {
  it("are one line for a registration, on the day it has in Shanghai", () => {
    const contract = buildContract(["draft", "submit", "accept", "register"]);
    expect(turnoverEntriesOf(contract)).toEqual([
      {
        eventKey: `${contract._id}:3`,
        contractId: contract._id,
        kind: "registration",
        at: contract.history[3]!.at,
        lines: [
          {
            sign: 1,
            amountFen: 300,
            technologyAmountFen: 200,
            registeredOn: "2026-04-01",
            signedOn: "2026-03-01",
            type: "development",
            field: "新材料",
            seller: "卖方",
            sellerDistrict: "崂山区",
            buyer: "买方",
            buyerDistrict: "北京市",
          },
        ],
      },
    ]);
  });

  it("take back the old terms and add the new ones with each amendment, and take back the last with a voiding", () => {
    const old = (amountFen: number) => ({
      ...buildContract([]),
      amountFen,
      until: new Date(),
      reason: "更正",
    });
    const contract = buildContract(["register", "amend", "amend", "void"], {
      amountFen: 30,
      versions: [old(10), old(20)],
    });
    const entries = turnoverEntriesOf(contract).map(({ kind, lines }) => [
      kind,
      ...lines.map(({ sign, amountFen }) => sign * amountFen),
    ]);
    expect(entries).toEqual([
      ["registration", 10],
      ["amendment", -10, 20],
      ["amendment", -20, 30],
      ["void", -30],
    ]);
  });

  it("are only those of acts that have not been carried out yet", () => {
    const contract = buildContract(["register", "void"], { announced: 1 });
    expect(turnoverEntriesOf(contract).map(({ kind }) => kind)).toEqual(["void"]);
  });
});
