import { type CreateDemand, type CreateResult, type Demand, dayOf, type Result } from "@market/shared";
import { sampleDemands, sampleOrganisations, sampleResults } from "./market-sample.ts";
import type { SamplePeople } from "./people.ts";
import { actOnce } from "./person.ts";

/** Every thirteenth result of the sample is released as 青岛好成果; the ones right after wait for a decision. */
const SELECTION_STRIDE = 13;
const BATCHES = ["2026年第一批", "2026年第二批"];

interface Texts {
  /** The product's ids by the sample's. */
  demandIds: Map<string, string>;
  resultIds: Map<string, string>;
}

/** Publishes the sample's results and needs, each by its owner, and has a few results nominated and selected. */
export async function seedTexts(people: SamplePeople, report: (line: string) => void): Promise<Texts> {
  const resultIds = new Map<string, string>();
  for (const [index, sample] of sampleResults.entries()) {
    const owner = await people.of(sample.institution);
    const { id: sampleId, institution, ip, ...text } = sample;
    const body = {
      ...text,
      ip: ip as CreateResult["ip"],
      visibility: "public",
      contact: contactOf(institution, "成果转化办公室"),
    } satisfies CreateResult;
    const { id } = await owner.post<Result>("/api/results", body, { key: `sample-${sampleId}` });
    await actOnce(owner.post(`/api/results/${id}/publish`, {}));
    resultIds.set(sampleId, id);
    await seedSelection(people, id, institution, index);
    if ((index + 1) % 40 === 0) report(`${index + 1} of ${sampleResults.length} results`);
  }
  const demandIds = new Map<string, string>();
  for (const [index, sample] of sampleDemands.entries()) {
    const owner = await people.of(sample.enterprise);
    const body = {
      title: sample.title,
      description: sample.description,
      keywords: sample.keywords,
      field: sample.field,
      budgetFen: sample.budgetFen,
      minTrl: sample.minTrl,
      cooperation: sample.cooperation,
      deadline: upcoming(sample.deadline),
      visibility: index % 9 === 8 ? "brokers" : index % 5 === 4 ? "members" : "public",
      contact: contactOf(sample.enterprise, "研发部"),
    } satisfies CreateDemand;
    const { id } = await owner.post<Demand>("/api/demands", body, { key: `sample-${sample.id}` });
    await actOnce(owner.post(`/api/demands/${id}/publish`, {}));
    demandIds.set(sample.id, id);
    if ((index + 1) % 36 === 0) report(`${index + 1} of ${sampleDemands.length} needs`);
  }
  return { demandIds, resultIds };
}

async function seedSelection(
  people: SamplePeople,
  resultId: string,
  institution: string,
  index: number,
): Promise<void> {
  const place = index % SELECTION_STRIDE;
  if (place > 1) return;
  await actOnce((await people.of(institution)).post(`/api/results/${resultId}/nominate`, {}));
  if (place === 1) return;
  await actOnce(
    (await people.official).post(`/api/results/${resultId}/select`, {
      decision: "selected",
      batch: BATCHES[(index / SELECTION_STRIDE) % BATCHES.length],
      note: "技术指标明确，已有应用验证，同意入选。",
    }),
  );
}

function contactOf(organisationId: string, department: string) {
  const name = sampleOrganisations.find(({ id }) => id === organisationId)?.name ?? "";
  return { name: `${name}${department}`, email: `${organisationId.toLowerCase()}@demo.example` };
}

/** The sample's days were written in 2026; later, a deadline moves on by whole years until it is still to come. */
function upcoming(day: string): string {
  const today = dayOf(new Date());
  let moved = day;
  while (moved <= today) moved = `${Number(moved.slice(0, 4)) + 1}${moved.slice(4)}`;
  return moved;
}
