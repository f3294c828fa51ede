import type { Role } from "@market/shared";

/** Everybody's password on a demonstration market; production refuses it. */
export const DEMO_PASSWORD = "demo-password";

/** The accounts of a demonstration market, one for each part a visitor can play. */
export const demoAccounts: readonly { email: string; role: Role }[] = [
  { email: "enterprise@demo.example", role: "enterprise" },
  { email: "institution@demo.example", role: "institution" },
  { email: "broker@demo.example", role: "broker" },
  { email: "broker2@demo.example", role: "broker" },
  { email: "official@demo.example", role: "official" },
  { email: "official2@demo.example", role: "official" },
  { email: "admin@demo.example", role: "admin" },
];
