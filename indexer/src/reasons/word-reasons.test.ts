import { dayOf } from "@market/shared";
import { REASONS_SETTING_ID, reasonsBasisOf } from "@market/shared/models";
import type { Types } from "mongoose";
import pino from "pino";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createOrganisation, openTestMarket, publishDemand, type TestMarket } from "../test/market.ts";
import { createPairing } from "../test/pairings.ts";
import { type StandInChat, startStandInChat } from "../test/stand-in-chat.ts";
import { ChatClient } from "./chat-client.ts";
import { wordNextReasons } from "./word-reasons.ts";

const MODEL = "stand-in";
const WORDS =
  "- 需求的密封圈泡在海水里三个月就发硬开裂，成果的密封圈浸泡两年后不开裂。\n- 成熟度 TRL 7 满足要求。";

describe("wording reasons", () => {
  let market: TestMarket;
  let chat: StandInChat;
  let client: ChatClient;
  let now: Date;
  const logger = pino({ level: "silent" });

  beforeAll(async () => {
    [market, chat] = await Promise.all([openTestMarket(), startStandInChat()]);
    client = new ChatClient(MODEL, { openaiBaseUrl: chat.baseUrl, chatTimeoutMs: 300 });
  });
  afterAll(async () => {
    await chat.close();
    await market.close();
  });

  beforeEach(async () => {
    const { models } = market;
    await Promise.all([
      models.WordedReasons.deleteMany({}),
      models.ChatUse.deleteMany({}),
      models.ReasonsSetting.deleteMany({}),
    ]);
    chat.questions.length = 0;
    chat.answer = WORDS;
    now = new Date();
  });

  const allow = (changes: Record<string, unknown> = {}) =>
    market.models.ReasonsSetting.create({
      _id: REASONS_SETTING_ID,
      outsideAllowed: true,
      dailyBudget: 10,
      changedAt: new Date(),
      changedBy: "管理员",
      ...changes,
    });

  /** Asks for a pairing's words as the api does. */
  async function askFor(demand: Record<string, unknown> = {}): Promise<Types.ObjectId> {
    const enterprise = await createOrganisation(market, { name: `绝密公司 ${Math.random()}` });
    const university = await createOrganisation(market);
    const { _id: demandId } = await publishDemand(market, { organisationId: enterprise, ...demand });
    const pairing = await createPairing(
      market,
      { enterprise, university },
      {
        demandId,
        factors: [{ name: "readiness", weight: 5, value: 1, contribution: 5, evidence: "TRL 7 / 6" }],
      },
    );
    await market.models.WordedReasons.create({
      _id: pairing._id,
      basis: reasonsBasisOf(pairing, MODEL),
      model: MODEL,
      dueAt: now,
    });
    return pairing._id;
  }

  async function run(): Promise<void> {
    while (await wordNextReasons(market.models, client, logger, () => now));
  }
  const wordsOf = (id: Types.ObjectId) => market.models.WordedReasons.findById(id).lean();

  it("keeps the model's sentences when they stand the check", async () => {
    await allow();
    const id = await askFor();
    await run();
    expect(await wordsOf(id)).toMatchObject({
      sentences: WORDS.split("\n").map((line) => line.slice(2)),
      dueAt: null,
      discarded: null,
    });
    await run();
    expect(chat.questions).toHaveLength(1);
  });

  it("drops words that name what stands in neither text, and does not ask again", async () => {
    await allow();
    chat.answer = "成果采用石墨烯涂层，寿命 20 年。";
    const id = await askFor();
    await run();
    await run();
    expect(await wordsOf(id)).toMatchObject({ sentences: [], dueAt: null, wordedAt: null });
    expect((await wordsOf(id))!.discarded).toContain("20");
    expect(chat.questions).toHaveLength(1);
  });

  it("sends nothing until the administrator allows it", async () => {
    const id = await askFor();
    await run();
    expect(chat.questions).toEqual([]);
    await allow();
    await run();
    expect((await wordsOf(id))!.sentences).toHaveLength(2);
  });

  it("never sends a contact, nor who the texts are of", async () => {
    await allow();
    const id = await askFor({
      contact: { name: "王工", phone: "0532-55550002", email: "wang@example.com" },
      description: "密封圈泡在海水里三个月就发硬开裂，请打 13805321234 找王工，或写信到 wang@example.com。",
    });
    await run();
    expect(chat.questions).toHaveLength(1);
    for (const secret of ["55550002", "13805321234", "wang@example.com", "绝密公司"]) {
      expect(chat.questions[0]).not.toContain(secret);
    }
    expect((await wordsOf(id))!.sentences).toHaveLength(2);
  });

  it("keeps to the day's budget, however many indexers ask, and goes on the next day", async () => {
    await allow({ dailyBudget: 2 });
    for (let count = 0; count < 4; count += 1) await askFor();
    await Promise.all([run(), run(), run()]);
    expect(chat.questions).toHaveLength(2);
    expect(await market.models.ChatUse.findById(dayOf(now)).lean()).toMatchObject({ asked: 2 });
    now = new Date(now.getTime() + 24 * 60 * 60 * 1000);
    await run();
    expect(chat.questions).toHaveLength(4);
  });

  it.each([
    { what: "refuses", answer: null },
    { what: "does not answer in time", answer: "silence" },
  ])("asks a model that $what again later, a few times, and then lets it be", async ({ answer }) => {
    await allow();
    chat.answer = answer;
    const id = await askFor();
    await run();
    expect((await wordsOf(id))!.dueAt!.getTime()).toBeGreaterThan(now.getTime());
    for (let count = 0; count < 6; count += 1) {
      now = new Date(now.getTime() + 10 * 60 * 1000);
      await run();
    }
    expect(chat.questions).toHaveLength(4);
    expect(await wordsOf(id)).toMatchObject({ dueAt: null, sentences: [] });
  });

  it("takes up what an indexer that died had claimed", async () => {
    await allow();
    const id = await askFor();
    await market.models.WordedReasons.updateOne(
      { _id: id },
      { dueAt: new Date(now.getTime() + 60_000), attempts: 1 },
    );
    await run();
    expect(chat.questions).toEqual([]);
    now = new Date(now.getTime() + 61_000);
    await run();
    expect((await wordsOf(id))!.sentences).toHaveLength(2);
  });

  it("does not ask about a pairing that has changed since, or whose text has left", async () => {
    await allow();
    const changed = await askFor();
    await market.models.Pairing.updateOne({ _id: changed }, { demandRevision: 3 });
    const left = await askFor({ status: "withdrawn" });
    await run();
    expect(chat.questions).toEqual([]);
    for (const id of [changed, left]) expect(await wordsOf(id)).toMatchObject({ dueAt: null, sentences: [] });
  });
});
