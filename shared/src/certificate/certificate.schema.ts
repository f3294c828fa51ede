import { type Static, Type } from "typebox";
import { DaySchema, NullableDaySchema } from "../calendar.ts";
import { FenSchema } from "../money.ts";
import { ContractTypeSchema } from "../vocabulary/vocabulary.schema.ts";

const CertifiedPartySchema = Type.Object({
  name: Type.String(),
  creditCode: Type.Unsafe<string | null>({ type: ["string", "null"] }),
});

/** A certificate of registration (技术合同认定登记证明), as page and PDF print it: the terms in force when it is issued. */
export const CertificateSchema = Type.Object({
  number: Type.String(),
  title: Type.String(),
  type: ContractTypeSchema,
  seller: CertifiedPartySchema,
  buyer: CertifiedPartySchema,
  amountFen: FenSchema,
  amountInWords: Type.String({ description: "in Chinese capitals (大写)" }),
  technologyAmountFen: FenSchema,
  technologyAmountInWords: Type.String(),
  signedOn: DaySchema,
  registeredOn: DaySchema,
  office: Type.String(),
  version: Type.Integer({ minimum: 1 }),
  amendedOn: NullableDaySchema,
  signature: Type.String({ description: "`<key id>.<Ed25519 over certifiedText, base64url>`" }),
  verifyUrl: Type.String(),
  qrCode: Type.String({ description: "`verifyUrl` as SVG" }),
});
export type Certificate = Static<typeof CertificateSchema>;

/** The public keys that certificates are signed with, as RFC 7517 and RFC 8037 have it; the present one first. */
export const CertificateKeySetSchema = Type.Object({
  keys: Type.Array(
    Type.Object({
      kty: Type.Literal("OKP"),
      crv: Type.Literal("Ed25519"),
      x: Type.String(),
      kid: Type.String(),
      use: Type.Literal("sig"),
      alg: Type.Literal("EdDSA"),
    }),
  ),
});
export type CertificateKeySet = Static<typeof CertificateKeySetSchema>;
