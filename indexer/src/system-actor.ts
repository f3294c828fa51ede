/** Who acts in a record's history when no person does. */
export const systemActor = { id: null, name: "system", role: "system" } as const;
