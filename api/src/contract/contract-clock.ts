import {
  type ContractAct,
  type ContractClock,
  clockKindOf,
  dayOf,
  type RegistrationClock,
  readClock,
  startClock,
  stopClock,
} from "@market/shared";
import type { ContractDocument } from "@market/shared/models";
import { chinaWorkdays } from "./workday-calendar.ts";

type ClockedContract = Pick<ContractDocument, "status" | "technologyAmountFen"> &
  Partial<Pick<ContractDocument, "clock" | "dispute">>;

/**
 * What becomes of a contract's clock with an act, as the rules have it: acceptance starts it, a return for supplement
 * pauses it, the supplement starts it anew and takes the place of acceptance, a dispute brings the longer limit,
 * registration or refusal ends it. `undefined` where the act leaves it as it is.
 */
export function clockAfter(
  act: ContractAct,
  contract: ClockedContract,
  at: Date,
): RegistrationClock | undefined {
  const today = dayOf(at);
  const isDisputed = act === "dispute" || contract.dispute != null;
  const kind = clockKindOf({ technologyAmountFen: contract.technologyAmountFen, isDisputed });
  const running = contract.clock?.state === "running" ? presentStored(contract.clock) : null;
  switch (act) {
    case "submit":
      return contract.status === "returned" ? startClock(chinaWorkdays, kind, today) : undefined;
    case "accept":
      return running === null ? startClock(chinaWorkdays, kind, today) : undefined;
    case "dispute":
      return running === null ? undefined : startClock(chinaWorkdays, kind, running.startedOn);
    case "return":
      return running === null ? undefined : stopClock(running, "paused", today);
    case "refuse":
    case "register":
      return running === null ? undefined : stopClock(running, "ended", today);
    default:
      return undefined;
  }
}

/** A contract's clock as it leaves the API on a day. */
export function presentClock(clock: ContractDocument["clock"], now: Date): ContractClock | null {
  if (clock == null) return null;
  const { kind, state, startedOn, dueOn, workingDays, isProvisional, stoppedOn } = presentStored(clock);
  const reading = readClock(chinaWorkdays, { dueOn, stoppedOn }, dayOf(now));
  return { kind, state, startedOn, dueOn, workingDays, isProvisional, ...reading };
}

function presentStored(clock: NonNullable<ContractDocument["clock"]>): RegistrationClock {
  const { kind, state, startedOn, dueOn, workingDays, isProvisional, stoppedOn = null } = clock;
  return { kind, state, startedOn, dueOn, workingDays, isProvisional, stoppedOn };
}
