/** A document of the load. Its owner alone writes it, so what it must look like is known at any time. */
export interface SoakText {
  _id: string;
  owner: number;
  /** Unique among all owners. */
  code: string;
  group: number;
  n: number;
  tags: number[];
  body: string;
}

/** What one client has made of the store: its texts, where its own collection stands, and the indexes it built. */
export interface ClientState {
  texts: ReadonlyMap<string, SoakText>;
  /** The name that the client's own collection has by now. */
  place: string;
  indexes: ReadonlySet<string>;
}

/** One line per state, to compare what is stored with what may be. */
export function describeState({ texts, place, indexes }: ClientState): string {
  const byId = [...texts.values()].sort((left, right) => (left._id < right._id ? -1 : 1));
  return JSON.stringify([byId, place, [...indexes].sort()]);
}
