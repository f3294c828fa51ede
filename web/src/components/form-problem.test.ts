import { expect, it } from "vitest";
import { fieldNameOf } from "./form-problem.ts";

it("reads a dotted path as the name of a nested field", () => {
  expect(fieldNameOf("title")).toEqual(["title"]);
  expect(fieldNameOf("ip.0.type")).toEqual(["ip", 0, "type"]);
});
