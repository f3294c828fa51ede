import type { Contract, CreateContract, Pairing, PairingAct, PartyInput, WorkOverview } from "@market/shared";
import {
  isDeal,
  type SampleContract,
  type SampleDeal,
  sampleContracts,
  sampleOrganisations,
} from "./market-sample.ts";
import type { SamplePeople } from "./people.ts";
import { actOnce } from "./person.ts";
import { sampleParticularsOf, sampleRecordOf } from "./sample-record.ts";

const POLL_MS = 500;
const PATH_TO_ACCEPTED: PairingAct[] = ["claim", "introduce", "negotiate", "accept"];

interface DealContext {
  people: SamplePeople;
  organisationIds: Map<string, string>;
  demandIds: Map<string, string>;
  resultIds: Map<string, string>;
  report: (line: string) => void;
}

/**
 * Brings the sample's own deals about: what the indexer paired is claimed, brokered and accepted by its broker, the
 * contract drafted from the pairing and taken as far through registration as the sample says. A deal whose two texts
 * the indexer did not pair is told and left out: nothing is paired by hand.
 */
export async function seedDeals(context: DealContext): Promise<void> {
  await waitUntilMatched(context);
  const deals = sampleContracts.filter(isDeal);
  let done = 0;
  for (const deal of deals) {
    const pairingId = await brokerUntilAccepted(context, deal);
    if (pairingId === undefined) {
      context.report(`${deal.demand} and ${deal.result} were not paired: ${deal.id} stays out`);
      continue;
    }
    await seedContract(context, deal, pairingId);
    done += 1;
  }
  context.report(`${done} of ${deals.length} deals from need to contract`);
  await seedOpenDeals(context);
}

/** Waits until no text waits for the indexer any more, telling how far it has come. */
async function waitUntilMatched({ people, report }: DealContext): Promise<void> {
  const admin = await people.admin;
  let told = Number.POSITIVE_INFINITY;
  for (;;) {
    const { pending } = await admin.get<WorkOverview>("/api/admin/work");
    if (pending === 0) return;
    if (told - pending >= 50) {
      report(`${pending} texts still to be matched`);
      told = pending;
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

async function findPairing(context: DealContext, deal: SampleDeal): Promise<Pairing | undefined> {
  const demandId = context.demandIds.get(deal.demand);
  const resultId = context.resultIds.get(deal.result);
  const official = await context.people.official;
  const { items } = await official.get<{ items: Pairing[] }>(
    `/api/pairings?demand=${demandId}&result=${resultId}`,
  );
  return items[0];
}

async function brokerUntilAccepted(context: DealContext, deal: SampleDeal): Promise<string | undefined> {
  const pairing = await findPairing(context, deal);
  if (pairing === undefined) return undefined;
  const broker = await context.people.of(deal.broker ?? "B01");
  for (const act of PATH_TO_ACCEPTED) await actOnce(broker.post(`/api/pairings/${pairing.id}/${act}`, {}));
  return pairing.id;
}

/** Drafts a sample contract and takes it as far as the sample has it: registered, or somewhere on the way. */
async function seedContract(context: DealContext, sample: SampleContract, pairingId?: string): Promise<void> {
  const { people, organisationIds } = context;
  const seller = await people.of(sample.seller);
  const body: CreateContract = {
    title: sample.title,
    type: sample.type,
    ...sampleRecordOf(sample),
    seller: partyOf(sample.seller, organisationIds),
    buyer: partyOf(sample.buyer, organisationIds),
    amountFen: sample.amountFen,
    technologyAmountFen: sample.technologyAmountFen,
    signedOn: sample.signedOn,
    field: sample.field,
    pairing: pairingId,
    servicePoint: sample.servicePoint === undefined ? undefined : organisationIds.get(sample.servicePoint),
  };
  const { id } = await seller.post<Contract>("/api/contracts", body, { key: `sample-${sample.id}` });
  const official = await people.official;
  const register = async () => {
    await actOnce(seller.post(`/api/contracts/${id}/submit`, { commitment: true }));
    await actOnce(official.post(`/api/contracts/${id}/accept`, {}));
    await actOnce(official.post(`/api/contracts/${id}/register`, {}));
  };
  if (sample.registeredOn !== null) return register();
  // What the sample leaves unregistered waits at different desks, so that each queue has something in it.
  switch (Number(sample.id.slice(1)) % 4) {
    case 0:
      return;
    case 1:
      return actOnce(seller.post(`/api/contracts/${id}/submit`, { commitment: true }));
    case 2:
      await actOnce(seller.post(`/api/contracts/${id}/submit`, { commitment: true }));
      return actOnce(official.post(`/api/contracts/${id}/accept`, {}));
    default:
      await actOnce(seller.post(`/api/contracts/${id}/submit`, { commitment: true }));
      return actOnce(
        official.post(`/api/contracts/${id}/return`, {
          reason: "missing-proof",
          note: "请补充技术交易额的核定依据后重新提交。",
        }),
      );
  }
}

function partyOf(sampleId: string | null, organisationIds: Map<string, string>): PartyInput {
  const organisation = sampleOrganisations.find(({ id }) => id === sampleId);
  if (organisation === undefined) throw new Error(`${sampleId} is not in the sample`);
  return { id: organisationIds.get(organisation.id), ...sampleParticularsOf(organisation) };
}

/** Contracts of the sample that are not registered and grew from no pairing of the sample. */
export async function seedPendingContracts(
  context: Omit<DealContext, "demandIds" | "resultIds">,
): Promise<void> {
  for (const sample of sampleContracts) {
    if (sample.registeredOn !== null || isDeal(sample) || sample.buyer === null) continue;
    await seedContract({ ...context, demandIds: new Map(), resultIds: new Map() }, sample);
  }
}

/** Moves a few of the best pairings still proposed a little way, so that every stage of the pipeline is seen. */
async function seedOpenDeals({ people, report }: DealContext): Promise<void> {
  const broker = await people.of("B01");
  const { items: already } = await broker.get<{ items: Pairing[] }>("/api/pairings?mine=true&status=claimed");
  if (already.length > 0) return;
  const { items } = await broker.get<{ items: Pairing[] }>("/api/pairings?status=proposed&pageSize=40");
  const stages: PairingAct[][] = [
    ["claim"],
    ["claim", "introduce"],
    ["claim", "introduce", "negotiate"],
    ["claim", "introduce", "negotiate", "accept"],
    ["claim", "introduce", "decline"],
  ];
  for (const [index, stage] of stages.entries()) {
    const pairing = items[index * 3];
    if (pairing === undefined) continue;
    for (const act of stage) {
      const body =
        act === "decline"
          ? { reason: "immature", note: "样机尚未在现场工况下验证，企业希望半年后再谈。" }
          : {};
      await actOnce(broker.post(`/api/pairings/${pairing.id}/${act}`, body));
    }
  }
  report("pairings stand at every stage");
}
