import { hash, type Options, verify } from "@node-rs/argon2";

/** Argon2id with the least cost that OWASP's Password Storage Cheat Sheet recommends: 19 MiB, 2 passes. */
const COST: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Checked when nobody has the address, so that the time an answer takes does not tell who has an account. */
const nobodysHash = hash("nobody's password", COST);

export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

/** Whether a password is the one a hash was made of; `undefined` is nobody's hash. */
export async function isPassword(password: string, passwordHash: string | undefined): Promise<boolean> {
  const isRight = await verify(passwordHash ?? (await nobodysHash), password);
  return isRight && passwordHash !== undefined;
}
