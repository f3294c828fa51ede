import { describe, expect, it } from "vitest";
import { inboxQueryOf } from "./inbox-filters.ts";

describe("inboxQueryOf", () => {
  it("asks for what nobody has claimed unless told otherwise", () => {
    expect(inboxQueryOf({})).toEqual({ status: "proposed" });
  });

  it("asks for the reader's own at any status, or at one", () => {
    expect(inboxQueryOf({ show: "mine" })).toEqual({ mine: true });
    expect(inboxQueryOf({ show: "mine", status: "negotiating" })).toEqual({
      mine: true,
      status: "negotiating",
    });
  });

  it("takes field, least score and order from the address", () => {
    expect(inboxQueryOf({ show: "all", field: "人工智能", minScore: "0.6", sort: "newest" })).toEqual({
      field: "人工智能",
      minScore: 0.6,
      sort: "newest",
    });
  });

  it("leaves out what the api would refuse", () => {
    expect(inboxQueryOf({ show: "all", status: "gone", field: "x", minScore: "7", sort: "?" })).toEqual({});
  });
});
