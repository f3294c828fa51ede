import type { PairingDocument, Models } from "@market/shared/models";
type P = PairingDocument;
const x: P = null as unknown as P;
const c: Date = x.createdAt;
export async function f(m: Models) { const d = await m.Pairing.findOne({_id: "abc"}).lean(); if (d) { const id: string = d._id; const h: string = d.history; const at: string = d.claimedAt; const cr: string = d.createdAt; const ev: string = d.evidence; const st: number = d.status; const fac: number = d.factors; const cid: number = d.contractId } }
