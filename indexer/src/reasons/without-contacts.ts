const CONTACTS = [
  /[\p{L}\d._%+-]+@[\p{L}\d.-]+\.\p{L}{2,}/gu,
  /https?:\/\/\S+/g,
  /(?:微信|QQ|WeChat|Wechat|wechat|电话|手机|联系人|邮箱|Tel|tel|TEL)[号号码]*\s*[:：]?\s*[\p{L}\d_+\-() ]{2,30}/gu,
  /(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/g,
  /(?<!\d)(?:0\d{2,3}[- ]?|\(0\d{2,3}\) ?)\d{7,8}(?!\d)/g,
];

/** A text without the ways to reach somebody that people write into it: those never leave the market. */
export function withoutContacts(text: string): string {
  return CONTACTS.reduce((rest, pattern) => rest.replace(pattern, "〔略〕"), text.normalize("NFKC"));
}
