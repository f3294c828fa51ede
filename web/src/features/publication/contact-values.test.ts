import { describe, expect, it } from "vitest";
import { contactOf, contactValuesOf } from "./contact-values.ts";

describe("contactOf", () => {
  it("keeps what is filled in", () => {
    expect(contactOf({ name: "张工", phone: undefined, email: " " })).toEqual({ name: "张工" });
  });

  it("is no contact where nothing is filled in", () => {
    expect(contactOf({ name: "", phone: undefined })).toBeUndefined();
    expect(contactOf({ text: " " })).toBeUndefined();
    expect(contactOf(undefined)).toBeUndefined();
  });
});

describe("contactValuesOf", () => {
  it("leaves a contact given as one text one text", () => {
    const values = contactValuesOf("张工 138");
    expect(values).toEqual({ text: "张工 138" });
    expect(contactOf(values)).toBe("张工 138");
  });
});
