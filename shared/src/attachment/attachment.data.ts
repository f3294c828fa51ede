import { define } from "../vocabulary/define-vocabulary.ts";

/** What a file attached to a contract is. */
export const attachmentKinds = define("技术合同认定登记管理办法 (2026)", "2026-03-01", [
  ["contract-text", "合同文本", "Text of the contract"],
  ["registration-form", "登记表", "Registration form"],
  ["authorisation", "授权委托书", "Authorisation"],
  ["licence", "营业执照或法人证书", "Business licence"],
  ["other", "其他材料", "Other"],
]);

/** What a file may be, told by its content, and the extension its name must then have. */
export const attachmentMediaTypes = {
  "application/pdf": "pdf",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/webp": "webp",
} as const;
export type AttachmentMediaType = keyof typeof attachmentMediaTypes;

export const attachmentLimits = {
  fileBytes: 20 * 1024 * 1024,
  filesPerContract: 10,
  nameLength: 120,
} as const;
