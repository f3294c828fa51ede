import { describe, expect, it } from "vitest";
import type { ContractStanding } from "../contract/contract.rules.ts";
import { attachStatusesFor, detachStatusesFor } from "./attachment.rules.ts";

const stranger: ContractStanding = {
  role: "enterprise",
  isParty: false,
  isBroker: false,
  hasAccepted: false,
  hasProposedAmendment: false,
};
const party = { ...stranger, isParty: true };
const broker: ContractStanding = { ...stranger, role: "broker", isBroker: true };
const otherBroker: ContractStanding = { ...stranger, role: "broker" };
const official: ContractStanding = { ...stranger, role: "official" };
const admin: ContractStanding = { ...stranger, role: "admin" };

describe("attachStatusesFor", () => {
  it.each([
    ["a party", party, ["draft", "returned"]],
    ["its broker", broker, ["draft", "returned"]],
    ["another broker", otherBroker, []],
    ["a stranger", stranger, []],
    ["an admin", admin, []],
    ["an official", official, ["submitted", "accepted", "returned", "registered", "cancelled", "revoked"]],
  ])("lets %s attach in the right statuses only", (_, standing, statuses) => {
    expect(attachStatusesFor(standing)).toEqual(statuses);
  });
});

describe("detachStatusesFor", () => {
  it.each([
    ["a party", party, ["draft", "returned"]],
    ["its broker", broker, ["draft", "returned"]],
    ["another broker", otherBroker, []],
    ["an official", official, []],
    ["an admin", admin, []],
  ])("lets %s take away what a party attached in the right statuses only", (_, standing, statuses) => {
    expect(detachStatusesFor(standing, "enterprise")).toEqual(statuses);
  });

  it("leaves what the office attached to the office", () => {
    expect(detachStatusesFor(party, "official")).toEqual([]);
  });
});
