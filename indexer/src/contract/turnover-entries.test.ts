import { Types } from "mongoose";
import { describe, expect, it } from "vitest";
import { type StoredContract, turnoverEntriesOf } from "./turnover-entries.ts";

const brokerId = new Types.ObjectId();
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
    techArea: "new-materials",
    isMarine: true,
    servicePointId: null,
    brokerId,
    brokerName: "王经纪",
    versions: [],
    history: acts.map((act, index) => ({ at: new Date(Date.UTC(2026, 3, 1 + index)), actor, act })),
    announced: 0,
    ...overrides,
  } as unknown as StoredContract;
}

describe("turnover entries of a contract", () => {
  it("are one line for a registration, on the day it has in Shanghai", () => {
    const contract = buildContract(["draft", "submit", "accept", "register"]);
    expect(turnoverEntriesOf(contract, null)).toEqual([
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
            subtype: null,
            field: "新材料",
            techArea: "new-materials",
            techSubarea: null,
            ipRight: null,
            planSource: null,
            objective: null,
            industry: null,
            isMarine: true,
            seller: "卖方",
            sellerId: null,
            sellerDistrict: "崂山区",
            sellerKind: "enterprise",
            sellerType: null,
            buyer: "买方",
            buyerId: null,
            buyerDistrict: "北京市",
            buyerKind: "enterprise",
            buyerType: null,
            servicePointId: null,
            servicePoint: null,
            brokerId,
            broker: "王经纪",
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
    const entries = turnoverEntriesOf(contract, null).map(({ kind, lines }) => [
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

  it("count imported history from its registration, whenever it was brought in", () => {
    const contract = buildContract(["import", "void"]);
    const [registration, voiding] = turnoverEntriesOf(contract, null);
    expect(registration).toMatchObject({ kind: "registration", at: contract.registeredAt });
    expect(voiding).toMatchObject({ kind: "void", at: contract.history[1]!.at });
  });

  it("take back the line that stands as it was written, not as it would be written today", () => {
    const [registration] = turnoverEntriesOf(buildContract(["register"]), null);
    const { techArea: _, broker: __, ...old } = registration!.lines[0]!;
    const contract = buildContract(["register", "amend", "void"], {
      announced: 1,
      versions: [{ ...buildContract([]), until: new Date(), reason: "更正" }],
    });
    const [amendment, voiding] = turnoverEntriesOf(contract, old);
    expect(amendment!.lines[0]).toEqual({ ...old, sign: -1 });
    expect(voiding!.lines).toEqual([{ ...amendment!.lines[1], sign: -1 }]);
  });

  it("are only those of acts that have not been carried out yet", () => {
    const contract = buildContract(["register", "void"], { announced: 1 });
    expect(turnoverEntriesOf(contract, null).map(({ kind }) => kind)).toEqual(["void"]);
  });
});
