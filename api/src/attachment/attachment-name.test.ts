import { attachmentLimits } from "@market/shared";
import { describe, expect, it } from "vitest";
import { attachmentNameOf } from "./attachment-name.ts";

describe("attachmentNameOf", () => {
  it.each([
    ["a plain name", "技术合同（盖章）.pdf", "技术合同（盖章）.pdf"],
    ["an extension in capitals", "SCAN.PDF", "SCAN.pdf"],
    ["the extension of something else", "合同.exe", "合同.exe.pdf"],
    ["no extension", "合同", "合同.pdf"],
    ["folders", "C:\\合同\\../../etc/合同.pdf", "合同.pdf"],
    ["line breaks", "合\r\n同.pdf", "合同.pdf"],
    ["a turned direction", "合同\u202efdp.exe", "合同fdp.exe.pdf"],
    ["what file systems forbid", '合同:"1"?.pdf', "合同__1__.pdf"],
    ["leading dots", "..合同.pdf", "合同.pdf"],
    ["nothing", "", "file.pdf"],
  ])("keeps what can be kept of a name with %s", (_, name, kept) => {
    expect(attachmentNameOf(name, "application/pdf")).toBe(kept);
  });

  it("takes both extensions of JPEG for its own", () => {
    expect(attachmentNameOf("执照.jpeg", "image/jpeg")).toBe("执照.jpg");
  });

  it("cuts a long name before its extension", () => {
    const name = attachmentNameOf(`${"长".repeat(300)}.pdf`, "application/pdf");
    expect(name).toHaveLength(attachmentLimits.nameLength);
    expect(name).toMatch(/长\.pdf$/);
  });
});
