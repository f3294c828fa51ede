import { buildApp } from "@market/api/app";
import type { Config } from "@market/api/config";
import { DEMO_PASSWORD } from "@market/api/demo-accounts";
import { ensureFirstAdmin } from "@market/api/first-admin";
import { createSearch } from "@market/indexer/search";
import type { Models } from "@market/shared/models";
import type { Connection } from "mongoose";
import { seedHistory } from "./contract-history.ts";
import { seedDeals, seedPendingContracts } from "./deals.ts";
import { findOrganisationIds, SamplePeople, seedPeople } from "./people.ts";
import type { SeedPart } from "./seed-progress.ts";
import { seedSelection } from "./selection.ts";
import { seedTexts } from "./texts.ts";

interface SampleMarketOptions {
  config: Config;
  connection: Connection;
  models: Models;
  report: (line: string) => void;
}

/** Carries out parts of the seed through the product's own routes, in this process; tells each part's end. */
export async function seedSampleMarket(
  { config, connection, models, report }: SampleMarketOptions,
  parts: readonly SeedPart[],
  onFinished: (part: SeedPart) => Promise<void>,
): Promise<void> {
  const app = await buildApp(config, { connection, search: createSearch(config) });
  try {
    await app.ready();
    await ensureFirstAdmin(models, { email: "admin@demo.example", password: DEMO_PASSWORD });
    const people = new SamplePeople(app);
    if (parts.includes("market")) await seedPeople(app, people, report);
    const organisationIds = await findOrganisationIds(people);
    // The second part only looks up what the first has posted, which is nothing to tell.
    const texts = await seedTexts(people, parts.includes("market") ? report : () => {});
    if (parts.includes("market")) {
      await seedHistory(people, report);
      await seedPendingContracts({ people, organisationIds, report });
      await seedSelection({ models, people, organisationIds, resultIds: texts.resultIds, report });
      await onFinished("market");
    }
    if (parts.includes("deals")) {
      await seedDeals({ people, organisationIds, ...texts, report });
      await onFinished("deals");
    }
  } finally {
    await app.close();
  }
}
