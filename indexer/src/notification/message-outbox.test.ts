import { afterAll, beforeAll, expect, it } from "vitest";
import { createPerson, openTestMarket, type TestMarket } from "../test/market.ts";
import { clearDealings, createPairing } from "../test/pairings.ts";
import { messageOutbox } from "./message-outbox.ts";
import { announceBatch } from "./outbox.ts";

let market: TestMarket;
beforeAll(async () => {
  market = await openTestMarket();
});
afterAll(() => market.close());

it("tells everybody in a deal of a message but its author, once however often it runs, and nobody else", async () => {
  const { models } = market;
  const owners = await clearDealings(market);
  const owner = await createPerson(market, "enterprise", { organisationId: owners.enterprise });
  const researcher = await createPerson(market, "institution", { organisationId: owners.university });
  const [broker] = [await createPerson(market, "broker"), await createPerson(market, "broker")];
  const pairing = await createPairing(market, owners, { status: "introduced", brokerId: broker });
  const message = {
    pairingId: pairing._id,
    kind: "message" as const,
    text: "请约时间",
    at: new Date(),
    createdBy: owner,
    authorName: "王工",
    authorRole: "enterprise" as const,
    announce: true,
  };
  await models.Message.create(message);
  await models.Message.create({ ...message, kind: "note", createdBy: broker, announce: false });

  const outbox = messageOutbox(models);
  const records = await outbox.read([], 100);
  await announceBatch(models, outbox, records);
  await announceBatch(models, outbox, records);

  const told = await models.Notification.find({ kind: "pairing.message" }).lean();
  expect(told.map(({ recipientId }) => String(recipientId)).sort()).toEqual(
    [String(researcher), String(broker)].sort(),
  );
  expect(told[0]?.pairing?.id).toEqual(pairing._id);
  expect(await outbox.read([], 100)).toEqual([]);
});
