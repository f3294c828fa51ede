import { dayOf, endOfDay } from "@market/shared";
import { type Models, reasonsBasisOf, type WordedReasonsDocument } from "@market/shared/models";
import type { Types } from "mongoose";
import type { Logger } from "pino";
import { leavingReasonOf, readTexts, wordsOf } from "../publication/stored-text.ts";
import { readAllowance, spendQuestion } from "./chat-budget.ts";
import type { ChatClient } from "./chat-client.ts";
import { findUnfounded } from "./check-words.ts";
import { type WordingQuestion, wordingQuestion } from "./wording-prompt.ts";

/** Longer than an answer may take: whoever claimed it longer ago has died. */
const LEASE_MS = 60_000;
const FIRST_BACK_OFF_MS = 10_000;
const MOST_ATTEMPTS = 4;

type ClaimedReasons = WordedReasonsDocument & { _id: Types.ObjectId };

/**
 * Has the chat model word what a reader asked for longest ago, while the administrator allows it and the day's budget
 * lasts. Words that do not stand the check are dropped for good; a model that does not answer is asked again later, a
 * few times. Nothing else waits for this.
 *
 * @returns whether there was something to do
 */
export async function wordNextReasons(
  models: Models,
  chat: ChatClient,
  logger: Logger,
  now: () => Date = () => new Date(),
): Promise<boolean> {
  const { outsideAllowed, dailyBudget } = await readAllowance(models);
  if (!outsideAllowed) return false;
  const claimed = await claimDue(models, now());
  if (claimed === null) return false;
  const question = await makeQuestion(models, chat.model, claimed);
  if (question === null) await finish(models, claimed, { discarded: "the pairing has changed or left" });
  else if (await spendQuestion(models, dailyBudget, now())) {
    await ask(models, chat, logger, claimed, question, now);
  } else await putOffToTomorrow(models, claimed, now());
  return true;
}

/** Claims by putting off: a claimer that dies leaves it due again after a minute. */
function claimDue(models: Models, now: Date): Promise<ClaimedReasons | null> {
  return models.WordedReasons.findOneAndUpdate(
    { dueAt: { $lte: now } },
    { $set: { dueAt: new Date(now.getTime() + LEASE_MS) }, $inc: { attempts: 1 } },
    { sort: { dueAt: 1 }, returnDocument: "after" },
  )
    .lean<ClaimedReasons>()
    .exec();
}

/** The question about a pairing as it stands, or `null` where it is no longer the one that was asked about. */
async function makeQuestion(
  models: Models,
  model: string,
  { _id, basis }: ClaimedReasons,
): Promise<WordingQuestion | null> {
  const pairing = await models.Pairing.findById(_id).lean();
  if (pairing === null || reasonsBasisOf(pairing, model) !== basis) return null;
  const [[demand], [result]] = await Promise.all([
    readTexts(models, "demand", [pairing.demandId]),
    readTexts(models, "result", [pairing.resultId]),
  ]);
  if (demand === undefined || result === undefined) return null;
  const at = new Date();
  if (leavingReasonOf(demand.text, at) !== null || leavingReasonOf(result.text, at) !== null) return null;
  return wordingQuestion(wordsOf(demand), wordsOf(result), pairing);
}

async function ask(
  models: Models,
  chat: ChatClient,
  logger: Logger,
  claimed: ClaimedReasons,
  question: WordingQuestion,
  now: () => Date,
): Promise<void> {
  let sentences: string[];
  try {
    sentences = await chat.word(question);
  } catch (error) {
    logger.warn({ err: error, pairing: claimed._id, attempts: claimed.attempts }, "chat model gave no words");
    await putOff(models, claimed, now());
    return;
  }
  const unfounded = findUnfounded(sentences, question.material);
  if (unfounded !== null) {
    logger.info({ pairing: claimed._id, unfounded }, "words of the chat model discarded");
    await finish(models, claimed, { discarded: unfounded });
  } else await finish(models, claimed, { sentences, wordedAt: now() });
}

async function putOff(models: Models, { _id, basis, attempts }: ClaimedReasons, now: Date): Promise<void> {
  const backOffMs = FIRST_BACK_OFF_MS * 2 ** (attempts - 1);
  await models.WordedReasons.updateOne(
    { _id, basis },
    {
      $set:
        attempts >= MOST_ATTEMPTS
          ? { dueAt: null, discarded: "the chat model does not answer" }
          : { dueAt: new Date(now.getTime() + backOffMs) },
    },
  );
}

/** A question that was never asked is no attempt. */
async function putOffToTomorrow(models: Models, { _id, basis }: ClaimedReasons, now: Date): Promise<void> {
  await models.WordedReasons.updateOne(
    { _id, basis },
    { $set: { dueAt: endOfDay(dayOf(now)) }, $inc: { attempts: -1 } },
  );
}

async function finish(
  models: Models,
  { _id, basis }: ClaimedReasons,
  outcome: Partial<Pick<WordedReasonsDocument, "sentences" | "wordedAt" | "discarded">>,
): Promise<void> {
  await models.WordedReasons.updateOne({ _id, basis }, { $set: { ...outcome, dueAt: null } });
}
