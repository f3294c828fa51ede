import type { EnqueuedTask, Index, Meilisearch } from "meilisearch";
import type { Random } from "../random.ts";

/** A document of the soak: `batch` is the number of the operation that wrote it last. */
interface SoakDocument {
  id: number;
  batch: number;
  title: string;
  note?: string;
  _vectors: { default: number[] | null };
}

/** Documents by id, as they ought to be. */
type Documents = ReadonlyMap<number, SoakDocument>;

type Operation =
  | { kind: "replace" | "update"; documents: Partial<SoakDocument>[] }
  | { kind: "deleteByIds"; ids: number[] }
  | { kind: "deleteByBatch"; batch: number }
  | { kind: "sortBy"; attributes: string[] };

const DOCUMENT_COUNT = 600;
const MAX_BATCH_SIZE = 300;
const DIMENSIONS = 4;
const TITLES = ["海洋防腐涂料", "钛合金激光焊接", "海水淡化反渗透膜", "轴承故障诊断", "氢燃料电池催化剂"];

/** Writes to one index, one call after another, and knows what the index holds after any number of its tasks. */
export class IndexWriter {
  readonly #uid: string;
  /** What all tasks before the first of `#sent` left behind. */
  #settled: Documents = new Map();
  /** Calls since then in order; one without a uid was not acknowledged. */
  #sent: { operation: Operation; taskUid: number | undefined }[] = [];
  #lastSettledUid = -1;
  #count = 0;
  readonly #random: Random;

  constructor(uid: string, random: Random) {
    this.#uid = uid;
    this.#random = random;
  }

  /** Tasks whose acknowledgement has arrived since the last `settle`. */
  get acknowledged(): number[] {
    return this.#sent.flatMap(({ taskUid }) => taskUid ?? []);
  }

  async create(client: Meilisearch): Promise<void> {
    const { uid } = await client
      .index(this.#uid)
      .updateSettings({
        searchableAttributes: ["title"],
        filterableAttributes: ["batch"],
        embedders: { default: { source: "userProvided", dimensions: DIMENSIONS } },
      })
      .waitTask();
    this.#lastSettledUid = uid;
  }

  /** Sends random operations until a call fails, which is how a kill is noticed. */
  async writeUntilKilled(client: Meilisearch, isKilled: () => boolean): Promise<void> {
    const index = client.index(this.#uid);
    for (;;) {
      const sent = { operation: this.#nextOperation(), taskUid: undefined as number | undefined };
      this.#sent.push(sent);
      try {
        sent.taskUid = (await send(index, sent.operation)).taskUid;
      } catch (error) {
        if (isKilled()) return;
        throw error;
      }
    }
  }

  /** Gives the call that was not acknowledged the uid of its task, where there is one. */
  identify(taskUids: readonly number[]): void {
    const last = Math.max(this.#lastSettledUid, ...this.acknowledged);
    const extra = taskUids.filter((uid) => uid > last);
    if (extra.length > 1) throw new Error(`tasks ${extra} were never sent to ${this.#uid}`);
    this.#sent = this.#sent.filter((sent) => {
      sent.taskUid ??= extra[0];
      return sent.taskUid !== undefined;
    });
  }

  /** The documents after those of the tasks that have ended. */
  documentsAfter(hasEnded: (taskUid: number) => boolean): Documents {
    const documents = new Map(this.#settled);
    for (const { operation, taskUid } of this.#sent) if (hasEnded(taskUid!)) apply(operation, documents);
    return documents;
  }

  /** All tasks have ended: what they left behind is where the next round begins. */
  settle(): Documents {
    this.#settled = this.documentsAfter(() => true);
    this.#lastSettledUid = this.#sent.at(-1)?.taskUid ?? this.#lastSettledUid;
    this.#sent = [];
    return this.#settled;
  }

  #nextOperation(): Operation {
    const random = this.#random;
    const batch = this.#count++;
    const ids = Array.from({ length: 1 + random.below(MAX_BATCH_SIZE) }, () => random.below(DOCUMENT_COUNT));
    const write = () => ({ batch, _vectors: { default: this.#nextVector() } });
    switch (random.below(8)) {
      case 0:
        return { kind: "deleteByIds", ids };
      case 1:
        return { kind: "deleteByBatch", batch: Math.max(0, batch - 1 - random.below(5)) };
      case 2:
        return { kind: "sortBy", attributes: random.pick([[], ["batch"]]) };
      case 3:
      case 4:
        return { kind: "update", documents: ids.map((id) => ({ id, note: `改 ${batch}`, ...write() })) };
      default:
        return {
          kind: "replace",
          documents: ids.map((id) => ({ id, title: random.pick(TITLES), ...write() })),
        };
    }
  }

  /** Every fifth document has no vector. */
  #nextVector(): number[] | null {
    const vector = Array.from({ length: DIMENSIONS }, () => this.#random.below(2_000) / 1_000 - 1);
    return this.#random.below(5) === 0 ? null : vector;
  }
}

function send(index: Index, operation: Operation): Promise<EnqueuedTask> {
  switch (operation.kind) {
    case "replace":
      return index.addDocuments(operation.documents, { primaryKey: "id" });
    case "update":
      return index.updateDocuments(operation.documents, { primaryKey: "id" });
    case "deleteByIds":
      return index.deleteDocuments(operation.ids);
    case "deleteByBatch":
      return index.deleteDocuments({ filter: `batch = ${operation.batch}` });
    case "sortBy":
      return index.updateSortableAttributes(operation.attributes);
  }
}

function apply(operation: Operation, documents: Map<number, SoakDocument>): void {
  switch (operation.kind) {
    case "replace":
    case "update":
      for (const document of operation.documents) {
        const before = operation.kind === "update" ? documents.get(document.id!) : undefined;
        documents.set(document.id!, { ...before, ...document } as SoakDocument);
      }
      break;
    case "deleteByIds":
      for (const id of operation.ids) documents.delete(id);
      break;
    case "deleteByBatch":
      for (const [id, { batch }] of documents) if (batch === operation.batch) documents.delete(id);
      break;
    case "sortBy":
      break;
    default:
      operation satisfies never;
  }
}
