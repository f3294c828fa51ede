import type mongoose from "mongoose";
import type { Random } from "../random.ts";
import type { ClientState, SoakText } from "./client-state.ts";

type Database = mongoose.mongo.Db;

/** What a client asks for, and what it will have made of the store once that is acknowledged. */
export interface Act {
  after: ClientState;
  /** Whether a unique index may stand against it. */
  mayBeRefused?: boolean;
  /** Resolves with whether it was carried out. */
  run(database: Database): Promise<boolean>;
}

export const TEXTS = "texts";
const GROUP_COUNT = 4;
const SHARED_CODE_COUNT = 40;
const MOST_TEXTS = 150;
const DUPLICATE_KEY = 11000;

const textsOf = (database: Database) => database.collection<SoakText>(TEXTS);

/** Chooses a client's next act. `serial` makes ids that no other act of the run has. */
export function chooseAct(client: number, state: ClientState, serial: string, random: Random): Act {
  const own = [...state.texts.values()];
  if (own.length < 5) return insertMany(client, state, serial, random);
  if (own.length > MOST_TEXTS) return deleteGroup(client, state, random);
  const text = random.pick(own);
  const choices: (() => Act)[] = [
    () => insertOne(client, state, serial, random),
    () => insertMany(client, state, serial, random),
    () => update(state, text, { n: text.n + 1, group: random.below(GROUP_COUNT) }),
    () => update(state, text, { tags: [...text.tags, random.below(9)].slice(-4), body: bodyOf(random) }),
    () => claim(state, text),
    () => updateGroup(client, state, random),
    () => remove(state, text),
    () => insertTaken(client, state, serial, random, text),
    () => insertShared(client, state, serial, random),
    () => toggleIndex(client, state),
    () => buildImpossibleIndex(state),
    () => rename(client, state),
  ];
  return random.pick(choices)();
}

function newText(client: number, _id: string, random: Random): SoakText {
  const tags = Array.from({ length: random.below(4) }, () => random.below(9));
  const group = random.below(GROUP_COUNT);
  return { _id, owner: client, code: `code-${_id}`, group, n: 0, tags, body: bodyOf(random) };
}

/** Now and then of several pages, so that documents move between a leaf and pages of their own. */
function bodyOf(random: Random): string {
  return "文".repeat(random.below(10) === 0 ? random.below(8_000) : random.below(100));
}

function withTexts(state: ClientState, texts: readonly SoakText[]): ClientState {
  return { ...state, texts: new Map([...state.texts, ...texts.map((text) => [text._id, text] as const)]) };
}

function withoutTexts(state: ClientState, isGone: (text: SoakText) => boolean): ClientState {
  return { ...state, texts: new Map([...state.texts].filter(([, text]) => !isGone(text))) };
}

function insertOne(client: number, state: ClientState, serial: string, random: Random): Act {
  const text = newText(client, serial, random);
  return {
    after: withTexts(state, [text]),
    run: async (database) => (await textsOf(database).insertOne(text)).acknowledged,
  };
}

/** One command, so all of them or none. */
function insertMany(client: number, state: ClientState, serial: string, random: Random): Act {
  const texts = Array.from({ length: 2 + random.below(12) }, (_, i) =>
    newText(client, `${serial}-${i}`, random),
  );
  return {
    after: withTexts(state, texts),
    run: async (database) => (await textsOf(database).insertMany(texts)).insertedCount === texts.length,
  };
}

function update(state: ClientState, text: SoakText, change: Partial<SoakText>): Act {
  return {
    after: withTexts(state, [{ ...text, ...change }]),
    run: async (database) =>
      (await textsOf(database).updateOne({ _id: text._id }, { $set: change })).matchedCount === 1,
  };
}

function claim(state: ClientState, text: SoakText): Act {
  return {
    after: withTexts(state, [{ ...text, n: text.n + 1 }]),
    run: async (database) => {
      const filter = { code: text.code, n: text.n };
      return (await textsOf(database).findOneAndUpdate(filter, { $inc: { n: 1 } })) !== null;
    },
  };
}

function updateGroup(client: number, state: ClientState, random: Random): Act {
  const group = random.below(GROUP_COUNT);
  const hit = [...state.texts.values()].filter((text) => text.group === group);
  return {
    after: withTexts(
      state,
      hit.map((text) => ({ ...text, n: text.n + 1 })),
    ),
    run: async (database) => {
      await textsOf(database).updateMany({ owner: client, group }, { $inc: { n: 1 } });
      return true;
    },
  };
}

function remove(state: ClientState, { _id }: SoakText): Act {
  return {
    after: withoutTexts(state, (text) => text._id === _id),
    run: async (database) => (await textsOf(database).deleteOne({ _id })).deletedCount === 1,
  };
}

function deleteGroup(client: number, state: ClientState, random: Random): Act {
  const group = random.below(GROUP_COUNT);
  return {
    after: withoutTexts(state, (text) => text.group === group),
    run: async (database) => {
      await textsOf(database).deleteMany({ owner: client, group });
      return true;
    },
  };
}

function insertTaken(client: number, state: ClientState, serial: string, random: Random, of: SoakText): Act {
  const taken = { ...newText(client, serial, random), code: of.code };
  const insert = (database: Database) => textsOf(database).insertOne(taken);
  return { after: state, mayBeRefused: true, run: (database) => unlessRefused(insert(database)) };
}

/** A code that other clients want too: whoever is first has it. */
function insertShared(client: number, state: ClientState, serial: string, random: Random): Act {
  const text = { ...newText(client, serial, random), code: `shared-${random.below(SHARED_CODE_COUNT)}` };
  return {
    after: withTexts(state, [text]),
    mayBeRefused: true,
    run: (database) => unlessRefused(textsOf(database).insertOne(text)),
  };
}

function toggleIndex(client: number, state: ClientState): Act {
  const name = `of-client-${client}`;
  const indexes = new Set(state.indexes);
  if (indexes.delete(name)) {
    return {
      after: { ...state, indexes },
      run: async (database) => (await textsOf(database).dropIndex(name)).ok === 1,
    };
  }
  indexes.add(name);
  const key = { tags: 1, [`client${client}`]: 1, n: -1 } as const;
  return {
    after: { ...state, indexes },
    run: async (database) => (await textsOf(database).createIndex(key, { name })) === name,
  };
}

/** Two texts of one owner forbid it: it must leave nothing behind. */
function buildImpossibleIndex(state: ClientState): Act {
  const build = (database: Database) => textsOf(database).createIndex({ owner: 1 }, { unique: true });
  return { after: state, mayBeRefused: true, run: (database) => unlessRefused(build(database)) };
}

function rename(client: number, state: ClientState): Act {
  const to = state.place.endsWith("-a") ? `own-${client}-b` : `own-${client}-a`;
  return {
    after: { ...state, place: to },
    run: async (database) => (await database.renameCollection(state.place, to)).collectionName === to,
  };
}

async function unlessRefused(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if ((error as { code?: unknown }).code === DUPLICATE_KEY) return false;
    throw error;
  }
}
