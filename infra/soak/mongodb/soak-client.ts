import mongoose from "mongoose";
import type { Random } from "../random.ts";
import { chooseAct, TEXTS } from "./acts.ts";
import { type ClientState, describeState, type SoakText } from "./client-state.ts";

type Database = mongoose.mongo.Db;

const OWN_DOCUMENT_COUNT = 20;

/** One client of the load: it does one act after another, and knows what must be stored of its own. */
export class SoakClient {
  actCount = 0;
  onAcknowledged = () => {};
  #state: ClientState;
  /** What its state is if the act that is under way was carried out. */
  #inDoubt: ClientState | null = null;

  constructor(readonly number: number) {
    this.#state = { texts: new Map(), place: `own-${number}-a`, indexes: new Set() };
  }

  async prepare(database: Database): Promise<void> {
    const own = Array.from({ length: OWN_DOCUMENT_COUNT }, (_, n) => ({ n }));
    await database.collection(this.#state.place).insertMany(own);
  }

  /** Works until the connection breaks. Throws when the server answers what it must not. */
  async work(database: Database, random: Random): Promise<void> {
    for (;;) {
      const act = chooseAct(this.number, this.#state, `${this.number}-${this.actCount++}`, random);
      this.#inDoubt = act.after;
      try {
        if (await act.run(database)) this.#state = act.after;
        else if (!act.mayBeRefused) throw new Error(`client ${this.number}: an act found nothing to change`);
      } catch (error) {
        if (!isConnectionLost(error)) throw error;
        return;
      }
      this.#inDoubt = null;
      this.onAcknowledged();
    }
  }

  /**
   * Throws unless what is stored is what was acknowledged, with the act in doubt wholly done or not at all.
   * @returns whether an act was in doubt.
   */
  async compare(database: Database): Promise<boolean> {
    const stored = await this.#readStored(database);
    const allowed = this.#inDoubt ? [this.#state, this.#inDoubt] : [this.#state];
    if (!allowed.some((state) => describeState(state) === describeState(stored))) {
      const states = allowed.map((state) => `allowed ${describeState(state)}`);
      throw new Error([`client ${this.number}: stored ${describeState(stored)}`, ...states].join("\n"));
    }
    const wasInDoubt = this.#inDoubt !== null;
    this.#state = stored;
    this.#inDoubt = null;
    return wasInDoubt;
  }

  async #readStored(database: Database): Promise<ClientState> {
    const texts = await database.collection<SoakText>(TEXTS).find({ owner: this.number }).toArray();
    const collections = await database.listCollections({}, { nameOnly: true }).toArray();
    const places = collections
      .map(({ name }) => name)
      .filter((name) => name.startsWith(`own-${this.number}-`));
    const place = places[0] ?? "nowhere";
    const ownCount = (await database.collection(place).find().toArray()).length;
    if (places.length !== 1 || ownCount !== OWN_DOCUMENT_COUNT) {
      throw new Error(
        `client ${this.number}: its collection stands at ${places}, with ${ownCount} documents`,
      );
    }
    const indexes = (await database.collection(TEXTS).listIndexes().toArray()).map(
      ({ name }) => name as string,
    );
    return {
      texts: new Map(texts.map((text) => [text._id, text])),
      place,
      indexes: new Set(indexes.filter((name) => name === `of-client-${this.number}`)),
    };
  }
}

/** A server that answers gives a code; an insert of many wraps the lost connection in an error that has none. */
function isConnectionLost(error: unknown): boolean {
  return error instanceof mongoose.mongo.MongoError && error.code === undefined;
}
