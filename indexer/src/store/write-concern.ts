/**
 * For marks that only save work, such as claims. They are acknowledged once readers see them, before they are on the
 * disk: a crash may take them along, and the work they stood for is done once more, with the same outcome. Never for
 * what a person has been told of.
 */
export const UNJOURNALLED = { writeConcern: { w: 1, j: false } } as const;
