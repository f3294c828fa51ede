import { expect, it } from "vitest";
import { nextPathOf } from "./next-path.ts";

it("leads back to the page that asked to sign in", () => {
  expect(nextPathOf("?next=%2Fcontracts%3Fpage%3D2", "broker")).toBe("/contracts?page=2");
});

it.each([
  "",
  "?next=",
  "?next=https%3A%2F%2Fevil.example",
  "?next=%2F%2Fevil.example",
  "?next=%2F%5Cevil.example",
])("leads to the first page of the role where %j names no page of the market", (search) => {
  expect(nextPathOf(search, "broker")).toBe("/broker/inbox");
  expect(nextPathOf(search, "official")).toBe("/registry");
});
