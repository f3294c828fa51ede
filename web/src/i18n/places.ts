import { districts, regions } from "@market/shared";

/** Where an organisation may sit: the city's districts first, then the rest of the world. */
export const places = { entries: [...districts.entries, ...regions.entries] };
