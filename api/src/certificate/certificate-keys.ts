import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import type { CertificateKeySet } from "@market/shared";

const PEM_BLOCK = /-----BEGIN [^-]+-----[^-]+-----END [^-]+-----/g;
/** Enough to tell an office's few keys apart, and short within a QR code. */
const KEY_ID_LENGTH = 12;

/** A key's text is not that of an Ed25519 key. Says so without repeating it. */
export class CertificateKeyError extends Error {
  override readonly name = "CertificateKeyError";

  constructor(
    message: string,
    readonly isFormer: boolean,
  ) {
    super(message);
  }
}

/** The office's keys: one to sign with, and those that older certificates were signed with. */
export interface CertificateKeys {
  /** `<key id>.<signature>`; `null` without a key of one's own. */
  sign(text: string): string | null;
  /** Whether a signature is one of the office's over this very text. */
  isSigned(text: string, signature: string): boolean;
  readonly publicKeys: CertificateKeySet["keys"];
}

/**
 * Reads the keys from PEM; `\n` may stand for a line break, as in many an environment. The former ones are public
 * keys, one after the other.
 *
 * @throws {CertificateKeyError} for a text that is no such key
 */
export function readCertificateKeys(pem: {
  privateKey?: string | undefined;
  formerKeys?: string | undefined;
}): CertificateKeys {
  const own = pem.privateKey === undefined ? null : readPrivateKey(pem.privateKey);
  const former = pem.formerKeys === undefined ? [] : readPublicKeys(pem.formerKeys);
  const publicKeys = own === null ? former : [createPublicKey(own), ...former];
  const keyById = new Map(publicKeys.map((key) => [keyIdOf(key), key]));
  return {
    sign: (text) => {
      if (own === null) return null;
      const signature = sign(null, Buffer.from(text), own).toString("base64url");
      return `${keyIdOf(createPublicKey(own))}.${signature}`;
    },
    isSigned: (text, signature) => {
      const [keyId = "", value = ""] = signature.split(".", 2);
      const key = keyById.get(keyId);
      return key !== undefined && verify(null, Buffer.from(text), key, Buffer.from(value, "base64url"));
    },
    publicKeys: [...keyById].map(([kid, key]) => ({
      kty: "OKP",
      crv: "Ed25519",
      x: publicPartOf(key),
      kid,
      use: "sig",
      alg: "EdDSA",
    })),
  };
}

function readPrivateKey(pem: string): KeyObject {
  return checkKind(() => createPrivateKey(withLineBreaks(pem)), false);
}

function readPublicKeys(pem: string): KeyObject[] {
  const blocks = withLineBreaks(pem).match(PEM_BLOCK) ?? [];
  if (blocks.length === 0) throw new CertificateKeyError("must hold public keys in PEM", true);
  return blocks.map((block) => checkKind(() => createPublicKey(block), true));
}

function withLineBreaks(pem: string): string {
  return pem.replaceAll("\\n", "\n");
}

function checkKind(read: () => KeyObject, isFormer: boolean): KeyObject {
  let key: KeyObject;
  try {
    key = read();
  } catch {
    throw new CertificateKeyError("must be in PEM", isFormer);
  }
  if (key.asymmetricKeyType !== "ed25519") throw new CertificateKeyError("must be of Ed25519", isFormer);
  return key;
}

/** The beginning of the key's thumbprint as RFC 7638 has it. */
function keyIdOf(publicKey: KeyObject): string {
  const members = JSON.stringify({ crv: "Ed25519", kty: "OKP", x: publicPartOf(publicKey) });
  return createHash("sha256").update(members).digest("base64url").slice(0, KEY_ID_LENGTH);
}

function publicPartOf(publicKey: KeyObject): string {
  const { x } = publicKey.export({ format: "jwk" });
  if (x === undefined) throw new TypeError("an Ed25519 key without its public part");
  return x;
}
