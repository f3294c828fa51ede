import { expect, it } from "vitest";
import { withoutContacts } from "./without-contacts.ts";

it.each([
  "13805321234",
  "138-0532-1234",
  "+86 138 0532 1234",
  "0532-85551234",
  "wang.gong@example.com",
  "https://example.com/p?id=1",
  "微信号：wanggong_88",
])("takes %s out of a text", (contact) => {
  const rest = withoutContacts(`噪声 52 dB，请联系 ${contact}，谢谢`);
  expect(rest).not.toContain(contact);
  expect(rest).toContain("噪声 52 dB");
});

it("leaves what only looks like a number of somebody", () => {
  const text = "转速 12000 r/min，符合 GB/T 35544-2017，寿命 100000 次";
  expect(withoutContacts(text)).toBe(text.normalize("NFKC"));
});
