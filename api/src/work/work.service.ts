import type { RetryWork, WorkItem, WorkOverview } from "@market/shared";
import type { Models } from "@market/shared/models";
import { modelOf, type PublicationKind } from "../publication/publication.store.ts";

const MAX_ITEMS = 100;
const publicationKinds = ["demand", "result"] as const satisfies PublicationKind[];

/** What the indexers have yet to do, what keeps failing and why, and who is at work. */
export async function describeWork(models: Models, at: Date): Promise<WorkOverview> {
  const [indexing, announcing, keywordsOnly, workers] = await Promise.all([
    Promise.all(publicationKinds.map((kind) => listIndexing(models, kind))),
    listAnnouncing(models),
    Promise.all(
      publicationKinds.map((kind) =>
        modelOf(models, kind).countDocuments({ status: "published", "indexing.keywordsOnly": true }),
      ),
    ),
    models.Worker.find().sort({ _id: 1 }).lean(),
  ]);
  const items = [...indexing.flatMap(({ items }) => items), ...announcing.flatMap(({ items }) => items)];
  return {
    pending: sum([...indexing, ...announcing].map(({ count }) => count)),
    failing: sum(indexing.map(({ failing }) => failing)),
    keywordsOnly: sum(keywordsOnly),
    items: items.sort(byUrgency).slice(0, MAX_ITEMS),
    workers: workers.map((worker) => ({
      id: worker._id,
      seenAt: worker.seenAt.toISOString(),
      doing: worker.doing ?? null,
    })),
    asOf: at.toISOString(),
  };
}

/** Makes failed work due at once: one text's, or everything that failed. Returns how much that is. */
export async function retryWork(models: Models, { kind, id }: RetryWork, at: Date): Promise<number> {
  const kinds = kind === undefined ? publicationKinds : [kind];
  const counts = await Promise.all(
    kinds.map(async (each) => {
      const { modifiedCount } = await modelOf(models, each).updateMany(
        {
          "indexing.dueAt": { $ne: null },
          ...(id === undefined ? { "indexing.lastError": { $ne: null } } : { _id: id }),
        },
        { $set: { "indexing.dueAt": at, "indexing.attempts": 0, "indexing.lastError": null } },
        // Nobody edited the text: its time of change stays.
        { timestamps: false },
      );
      return modifiedCount;
    }),
  );
  return sum(counts);
}

async function listIndexing(
  models: Models,
  kind: PublicationKind,
): Promise<{ items: WorkItem[]; count: number; failing: number }> {
  const model = modelOf(models, kind);
  // By type, as the partial index has it: what is due is little, and the page asks again and again.
  const due = { "indexing.dueAt": { $type: "date" as const } };
  const failed = { ...due, "indexing.lastError": { $type: "string" as const } };
  const shown = { title: 1, indexing: 1 } as const;
  const [failedTexts, dueTexts, count, failing] = await Promise.all([
    model.find(failed, shown).sort({ "indexing.dueAt": 1 }).limit(MAX_ITEMS).lean(),
    model
      .find({ ...due, "indexing.lastError": null }, shown)
      .sort({ "indexing.dueAt": 1 })
      .limit(MAX_ITEMS)
      .lean(),
    model.countDocuments(due),
    model.countDocuments(failed),
  ]);
  const items = [...failedTexts, ...dueTexts].map(
    ({ _id, title, indexing }): WorkItem => ({
      kind,
      id: String(_id),
      title,
      task: "index",
      dueAt: indexing.dueAt?.toISOString() ?? null,
      attempts: indexing.attempts,
      lastError: indexing.lastError ?? null,
    }),
  );
  return { items, count, failing };
}

async function listAnnouncing(models: Models): Promise<{ items: WorkItem[]; count: number }[]> {
  const announcing = { announce: true };
  const present = (kind: WorkItem["kind"], id: unknown, title: string): WorkItem => ({
    kind,
    id: String(id),
    title,
    task: "announce",
    dueAt: null,
    attempts: 0,
    lastError: null,
  });
  const [texts, pairings, pairingCount, contracts, contractCount] = await Promise.all([
    Promise.all(
      publicationKinds.map(async (kind) => {
        const model = modelOf(models, kind);
        const [found, count] = await Promise.all([
          model.find(announcing).limit(MAX_ITEMS).lean(),
          model.countDocuments(announcing),
        ]);
        return { items: found.map(({ _id, title }) => present(kind, _id, title)), count };
      }),
    ),
    findPairingTitles(models, announcing),
    models.Pairing.countDocuments(announcing),
    models.Contract.find(announcing).limit(MAX_ITEMS).lean(),
    models.Contract.countDocuments(announcing),
  ]);
  return [
    ...texts,
    { items: pairings.map(({ id, title }) => present("pairing", id, title)), count: pairingCount },
    { items: contracts.map(({ _id, title }) => present("contract", _id, title)), count: contractCount },
  ];
}

/** A pairing has no title of its own: it is called by its two texts. */
async function findPairingTitles(
  models: Models,
  filter: { announce: boolean },
): Promise<{ id: string; title: string }[]> {
  const pairings = await models.Pairing.find(filter, { demandId: 1, resultId: 1 }).limit(MAX_ITEMS).lean();
  const [demands, results] = await Promise.all([
    models.Demand.find({ _id: { $in: pairings.map(({ demandId }) => demandId) } }, { title: 1 }).lean(),
    models.Result.find({ _id: { $in: pairings.map(({ resultId }) => resultId) } }, { title: 1 }).lean(),
  ]);
  const titles = new Map([...demands, ...results].map(({ _id, title }) => [String(_id), title]));
  return pairings.map(({ _id, demandId, resultId }) => ({
    id: String(_id),
    title: [demandId, resultId].map((textId) => titles.get(String(textId)) ?? "").join(" × "),
  }));
}

function byUrgency(a: WorkItem, b: WorkItem): number {
  const failing = Number(b.lastError !== null) - Number(a.lastError !== null);
  return failing !== 0 ? failing : (a.dueAt ?? "").localeCompare(b.dueAt ?? "");
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
