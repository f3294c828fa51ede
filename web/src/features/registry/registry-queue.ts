import type { ContractQuery } from "@market/shared";

/** The queues an official works off, in the order of their work. */
export const registryQueues = ["submitted", "accepted", "review", "returned"] as const;
export type RegistryQueue = (typeof registryQueues)[number];

const queryOf: Record<RegistryQueue, ContractQuery> = {
  submitted: { status: "submitted" },
  accepted: { status: "accepted" },
  review: { awaitsReview: true },
  returned: { status: "returned" },
};

/** The contracts of a queue, the longest waiting first. */
export function queueQuery(queue: RegistryQueue): ContractQuery {
  return { ...queryOf[queue], sort: "submitted" };
}

export function registryQueueOf(value: string | undefined): RegistryQueue {
  return registryQueues.find((queue) => queue === value) ?? "submitted";
}

// 技术合同认定登记管理办法 (2026): 15 working days, which are three weeks.
const LIMIT_DAYS = 21;
const DAY_MS = 24 * 60 * 60 * 1000;

/** How many whole days a contract has waited since it was handed in, and whether that is past the office's limit. */
export function waitingOf(submittedAt: string, now: Date): { days: number; isOverdue: boolean } {
  const days = Math.max(0, Math.floor((now.getTime() - Date.parse(submittedAt)) / DAY_MS));
  return { days, isOverdue: days > LIMIT_DAYS };
}
