import type { PairingStatus, Visibility } from "@market/shared";
import type { FastifyInstance } from "fastify";
import { createPerson, type Person } from "./people.ts";

/** A pairing of two published texts with everybody around it, for tests to act on. */
export interface PairingScene {
  pairingId: string;
  demandId: string;
  resultId: string;
  enterprise: Person;
  institution: Person;
  /** Who has claimed it, from `claimed` on. */
  broker: Person;
}

/** The people of scenes; made once a file, since pairings can share them. */
export type PairingPeople = Pick<PairingScene, "enterprise" | "institution" | "broker">;

export async function createPairingPeople(app: FastifyInstance): Promise<PairingPeople> {
  const [enterprise, institution, broker] = await Promise.all([
    createPerson(app, "enterprise"),
    createPerson(app, "institution"),
    createPerson(app, "broker"),
  ]);
  return { enterprise, institution, broker };
}

/** Puts a pairing at a status straight into the store, as the indexer and the people before would have left it. */
export async function createPairing(
  app: FastifyInstance,
  people: PairingPeople,
  options: { status?: PairingStatus; visibility?: Visibility; score?: number } = {},
): Promise<PairingScene> {
  const { Demand, Result, Pairing } = app.models;
  const { status = "proposed", visibility = "public", score = 0.8 } = options;
  const { enterprise, institution, broker } = people;
  const publication = {
    status: "published" as const,
    visibility,
    publishedAt: new Date(),
    expiresAt: new Date("2099-01-01"),
    keywords: ["噪声"],
    field: "智能家电" as const,
    cooperation: ["技术开发" as const],
    history: [],
  };
  const demand = await Demand.create({
    ...publication,
    organisationId: enterprise.organisationId!,
    createdBy: enterprise.id,
    contact: "王工 0532-1234",
    title: "外机低频噪声",
    description: "后半夜外机嗡嗡响。",
    budgetFen: 86_000_000,
    minTrl: 6,
    deadline: "2098-12-31",
  });
  const result = await Result.create({
    ...publication,
    organisationId: institution.organisationId!,
    createdBy: institution.id,
    title: "压缩机转矩补偿",
    summary: "按转角补偿转矩脉动。",
    trl: 7,
    ip: [],
  });
  const isClaimed = status !== "proposed" && status !== "closed";
  const pairing = await Pairing.create({
    demandId: demand._id,
    resultId: result._id,
    demandOrganisationId: enterprise.organisationId!,
    resultOrganisationId: institution.organisationId!,
    demandField: "智能家电",
    resultField: "智能家电",
    demandRevision: 1,
    resultRevision: 1,
    weightsVersion: "1",
    scoredAt: new Date(),
    score,
    points: 62,
    factors: [{ name: "meaning", weight: 60, value: 0.7, contribution: 42, evidence: "两处段落意思相近" }],
    evidence: {
      passages: [{ demand: "外机嗡嗡响", result: "补偿转矩脉动", similarity: 0.7 }],
      terms: [{ term: "噪声", weight: 0.5 }],
      against: [],
    },
    status,
    ...(isClaimed && { brokerId: broker.id, brokerName: broker.name, claimedAt: new Date() }),
    history: [{ at: new Date(), actor: { id: null, name: "system", role: "system" }, act: "propose" }],
  });
  return {
    ...people,
    pairingId: String(pairing._id),
    demandId: String(demand._id),
    resultId: String(result._id),
  };
}
