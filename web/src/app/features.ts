import { accountFeature } from "../features/account/account.feature.ts";
import { auditFeature } from "../features/audit/audit.feature.ts";
import { brokerFeature } from "../features/broker/broker.feature.ts";
import { certificateFeature } from "../features/certificate/certificate.feature.ts";
import { contractFeature } from "../features/contract/contract.feature.ts";
import { demandFeature } from "../features/demand/demand.feature.ts";
import { homeFeature } from "../features/home/home.feature.ts";
import { importFeature } from "../features/import/import.feature.ts";
import { liveFeature } from "../features/live/live.feature.ts";
import { marineFeature } from "../features/marine/marine.feature.ts";
import { matchingFeature } from "../features/matching/matching.feature.ts";
import { notificationFeature } from "../features/notification/notification.feature.ts";
import { organisationFeature } from "../features/organisation/organisation.feature.ts";
import { pairingFeature } from "../features/pairing/pairing.feature.ts";
import { reasonsFeature } from "../features/reasons/reasons.feature.ts";
import { registryFeature } from "../features/registry/registry.feature.ts";
import { reportFeature } from "../features/report/report.feature.ts";
import { resultFeature } from "../features/result/result.feature.ts";
import { selectionFeature } from "../features/selection/selection.feature.ts";
import { servicePointFeature } from "../features/service-point/service-point.feature.ts";
import { targetFeature } from "../features/target/target.feature.ts";
import { turnoverFeature } from "../features/turnover/turnover.feature.ts";
import { verificationFeature } from "../features/verification/verification.feature.ts";
import { workFeature } from "../features/work/work.feature.ts";
import type { Feature } from "./feature.ts";

/**
 * Every feature of the application; menus show their entries in this order. A feature is a folder of `features/`
 * with its `x.feature.ts` (routes, menu entries, namespace of strings), its strings in `x.zh.json` and `x.en.json`,
 * its `x-api.ts` (queries and mutations) and its pages, each the default export of a file of its own.
 */
export const features: readonly Feature[] = [
  homeFeature,
  resultFeature,
  demandFeature,
  marineFeature,
  verificationFeature,
  pairingFeature,
  registryFeature,
  importFeature,
  contractFeature,
  certificateFeature,
  turnoverFeature,
  targetFeature,
  reportFeature,
  servicePointFeature,
  selectionFeature,
  organisationFeature,
  brokerFeature,
  liveFeature,
  notificationFeature,
  accountFeature,
  auditFeature,
  workFeature,
  matchingFeature,
  reasonsFeature,
];
