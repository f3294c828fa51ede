import type { ContractQuery } from "@market/shared";

/** The queues an official works off, in the order of their work; what is late stands before all. */
export const registryQueues = ["overdue", "submitted", "accepted", "review", "returned"] as const;
export type RegistryQueue = (typeof registryQueues)[number];

const queryOf: Record<RegistryQueue, ContractQuery> = {
  overdue: { overdue: true, sort: "due" },
  submitted: { status: "submitted", sort: "submitted" },
  // By the clock: the overdue come first by themselves.
  accepted: { status: "accepted", sort: "due" },
  review: { awaitsReview: true, sort: "submitted" },
  returned: { status: "returned", sort: "submitted" },
};

/** The contracts of a queue, the most pressing first. */
export function queueQuery(queue: RegistryQueue): ContractQuery {
  return queryOf[queue];
}

export function registryQueueOf(value: string | undefined): RegistryQueue {
  return registryQueues.find((queue) => queue === value) ?? "submitted";
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** How many whole days a contract has waited since it was handed in. */
export function daysSince(submittedAt: string, now: Date): number {
  return Math.max(0, Math.floor((now.getTime() - Date.parse(submittedAt)) / DAY_MS));
}
