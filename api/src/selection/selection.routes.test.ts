import type { SelectionCall } from "@market/shared";
import { Types } from "mongoose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildTestApp, type TestApp } from "../test/build-test-app.ts";
import { createPerson, type Person } from "../test/people.ts";
import { callInput, createOpenCall, nominateInto } from "../test/selection.ts";
import { dayFromNow } from "../test/texts.ts";

describe("calls for 青岛好成果", () => {
  let test: TestApp;
  let official: Person;
  let institution: Person;
  let colleague: Person;
  let enterprise: Person;
  let broker: Person;

  beforeAll(async () => {
    test = await buildTestApp();
    official = await createPerson(test.app, "official");
    institution = await createPerson(test.app, "institution");
    colleague = await createPerson(test.app, "broker", {
      organisationId: institution.organisationId ?? "",
    });
    enterprise = await createPerson(test.app, "enterprise");
    broker = await createPerson(test.app, "broker");
  });
  afterAll(() => test.close());

  const act = (call: { id: string }, name: string, body?: object, by = official) =>
    by.post(`/api/selection-calls/${call.id}/${name}`, body);
  const appoint = (call: { id: string }, person: Person) => act(call, "reviewers", { user: person.id });
  const decide = (id: string, outcome: "selected" | "declined") =>
    official.post(`/api/selection-nominations/${id}/decide`, { outcome, reason: "评审意见一致" });
  const endComments = (call: { id: string }) =>
    test.app.models.SelectionCall.updateOne(
      { _id: call.id },
      { "comments.startsOn": dayFromNow(-8), "comments.endsOn": dayFromNow(-1) },
    );
  /** A call with two nominations under review, by the broker. */
  async function underReview() {
    const call = await createOpenCall(official);
    const nominations = [await nominateInto(call.id, institution), await nominateInto(call.id, institution)];
    await appoint(call, broker);
    expect((await act(call, "review", { reason: "申报已齐" })).statusCode).toBe(200);
    return { call, first: nominations[0]!, second: nominations[1]! };
  }
  async function announced() {
    const { call, first, second } = await underReview();
    await decide(first.id, "selected");
    await decide(second.id, "declined");
    const answer = await act(call, "announce");
    expect(answer.statusCode, answer.body).toBe(200);
    return { call: answer.json<SelectionCall>(), first, second };
  }

  describe("the draft", () => {
    it("answers 400 naming the criteria when the weights do not add up to 100", async () => {
      const criteria = [
        { name: "先进性", weight: 60 },
        { name: "前景", weight: 30 },
      ];
      const response = await official.post("/api/selection-calls", callInput({ criteria }));
      expect(response.statusCode).toBe(400);
      expect(response.json().errors).toMatchObject([{ path: "criteria" }]);
    });

    it("answers 400 naming the date that is out of order", async () => {
      const response = await official.post("/api/selection-calls", callInput({ reviewUntil: dayFromNow(5) }));
      expect(response.json().errors).toMatchObject([{ path: "reviewUntil" }]);
    });

    it("is made once by one key, seen by the office alone, and can be thrown away", async () => {
      const key = { "idempotency-key": "call-1" };
      const first = await official.post("/api/selection-calls", callInput(), key);
      const again = await official.post("/api/selection-calls", callInput(), key);
      expect(again.json().id).toBe(first.json().id);
      const path = `/api/selection-calls/${first.json().id}`;
      expect((await institution.get(path)).statusCode).toBe(404);
      expect((await official.delete(path)).statusCode).toBe(204);
      expect((await official.get(path)).statusCode).toBe(404);
    });

    it("keeps in the trail what an edit replaced", async () => {
      const { id, revision } = (await official.post("/api/selection-calls", callInput())).json();
      const path = `/api/selection-calls/${id}`;
      const edited = await official.patch(path, { revision, title: "2026年青岛好成果征集" });
      expect(edited.json().history.at(-1)).toMatchObject({
        act: "edit",
        changes: [{ path: "title", before: "青岛好成果征集", after: "2026年青岛好成果征集" }],
      });
      expect((await official.patch(path, { revision, title: "旧页面" })).statusCode).toBe(409);
    });
  });

  describe("open for nominations", () => {
    it("moves its dates but not its criteria", async () => {
      const { id, revision } = await createOpenCall(official);
      const path = `/api/selection-calls/${id}`;
      const locked = await official.patch(path, { revision, criteria: [{ name: "先进性", weight: 100 }] });
      expect(locked.statusCode).toBe(400);
      expect(locked.json().errors).toMatchObject([{ path: "criteria" }]);
      const moved = await official.patch(path, { revision, nominationsCloseOn: dayFromNow(12) });
      expect(moved.json().nominationsCloseOn).toBe(dayFromNow(12));
    });

    it("takes a published result of one's own once, changes its statement, and gives it back", async () => {
      const call = await createOpenCall(official);
      const nomination = await nominateInto(call.id, institution);
      const body = { result: nomination.result.id, statement: "补充：已获行业奖。" };
      const again = await act(call, "nominations", body, institution);
      expect(again.json()).toMatchObject({ id: nomination.id, statement: body.statement });
      const stranger = await createPerson(test.app, "institution");
      expect((await act(call, "nominations", body, stranger)).json().errors).toMatchObject([
        { path: "result" },
      ]);
      const path = `/api/selection-nominations/${nomination.id}`;
      expect((await stranger.get(path)).statusCode).toBe(404);
      expect((await institution.post(`${path}/withdraw`)).json().status).toBe("withdrawn");
      const stored = await test.app.models.SelectionNomination.findById(nomination.id).lean();
      expect(stored?.history.map((entry) => entry.act)).toEqual(["nominate", "nominate", "withdraw"]);
    });

    it("takes none outside its days, of other kinds of organisations, or of what is selected already", async () => {
      const later = await createOpenCall(official, { nominationsOpenOn: dayFromNow(1) });
      const call = await createOpenCall(official);
      const { result } = await nominateInto(call.id, institution);
      const body = { result: result.id, statement: "申报" };
      expect((await act(later, "nominations", body, institution)).statusCode).toBe(409);
      const institutes = await createOpenCall(official, { nominators: ["institute"] });
      expect((await act(institutes, "nominations", body, institution)).statusCode).toBe(403);
      await test.app.models.Result.updateOne(
        { _id: result.id },
        { selection: { state: "selected", batch: "2025-01", note: "好", at: new Date() } },
      );
      expect((await act(call, "nominations", body, institution)).json().currentStatus).toBe("selected");
    });

    it("asks for a reason to end before its last day", async () => {
      const call = await createOpenCall(official);
      expect((await act(call, "review")).json().errors).toMatchObject([{ path: "reason" }]);
      expect((await act(call, "review", { reason: "申报已齐" })).json().status).toBe("reviewing");
    });
  });

  describe("under review", () => {
    it("weighs each reviewer's scores and tells the office mean, spread and number", async () => {
      const { call, first } = await underReview();
      await appoint(call, official);
      const path = `/api/selection-nominations/${first.id}/review`;
      const reviewed = await broker.post(path, { scores: [80, 60], comment: "指标扎实" });
      expect(reviewed.json()).toMatchObject({
        myReview: { total: 72, scores: [80, 60] },
        isConflicted: false,
      });
      expect(reviewed.json().score).toBeUndefined();
      await official.post(path, { scores: [100, 80], comment: "领先" });
      await broker.post(path, { scores: [90, 60], comment: "复核后上调" });
      const seen = (await official.get(`/api/selection-nominations/${first.id}`)).json();
      expect(seen.score).toEqual({ mean: 85, spread: 7, reviews: 2 });
      const stored = await test.app.models.SelectionReview.findOne({
        reviewerId: broker.id,
        nominationId: first.id,
      });
      expect(stored?.versions.map(({ comment }) => comment)).toEqual(["指标扎实", "复核后上调"]);
      await official.delete(`/api/selection-calls/${call.id}/reviewers/${broker.id}`);
      expect((await official.get(`/api/selection-nominations/${first.id}`)).json().score.reviews).toBe(1);
    });

    it("lets no reviewer score what their own organisation nominated, and lists them as conflicted", async () => {
      const { call, first } = await underReview();
      await appoint(call, colleague);
      const refused = await colleague.post(`/api/selection-nominations/${first.id}/review`, {
        scores: [100, 100],
        comment: "很好",
      });
      expect(refused.statusCode).toBe(403);
      const mine = (await colleague.get("/api/selection-nominations?toReview=true")).json();
      expect(mine.items.map((item: { isConflicted: boolean }) => item.isConflicted)).toEqual([true, true]);
      const seen = (await official.get(`/api/selection-nominations/${first.id}`)).json();
      expect(seen.conflicted).toMatchObject([{ id: colleague.id }]);
    });

    it.each([
      [[80], "scores"],
      [[80, 101], "scores.1"],
    ])("answers 400 to the scores %j naming %s", async (scores, path) => {
      const { first } = await underReview();
      const response = await broker.post(`/api/selection-nominations/${first.id}/review`, {
        scores,
        comment: "分数",
      });
      expect(response.statusCode).toBe(400);
      expect(response.json().errors[0].path).toBe(path);
    });

    it("is closed to who was not appointed", async () => {
      const { first } = await underReview();
      const body = { scores: [80, 80], comment: "好" };
      const path = `/api/selection-nominations/${first.id}/review`;
      expect((await enterprise.post(path, body)).statusCode).toBe(404);
      expect((await institution.post(path, body)).statusCode).toBe(403);
      expect((await official.post(path, body)).statusCode).toBe(403);
    });

    it("is not announced before all is decided and something selected", async () => {
      const { call, first, second } = await underReview();
      await decide(first.id, "declined");
      expect((await act(call, "announce")).json().code).toBe("selection.undecided");
      await decide(second.id, "declined");
      expect((await act(call, "announce")).json().code).toBe("selection.nothingSelected");
    });
  });

  describe("announced", () => {
    it("numbers batches of a year without gaps, many at once", async () => {
      const calls = [await underReview(), await underReview(), await underReview()];
      for (const { first, second } of calls) {
        await decide(first.id, "selected");
        await decide(second.id, "declined");
      }
      const answers = await Promise.all(calls.map(({ call }) => act(call, "announce")));
      expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
      const stored = await test.app.models.SelectionCall.find({ batchSequence: { $exists: true } })
        .sort({ batchSequence: 1 })
        .lean();
      expect(stored.map(({ batchSequence }) => batchSequence)).toEqual(stored.map((_, index) => index + 1));
    });

    it("shows everybody what was selected, without scores and without who was not", async () => {
      const { call, first, second } = await announced();
      const seen = (await test.app.inject(`/api/selection-calls/${call.id}`)).json();
      expect(seen.selected).toMatchObject([{ result: first.result.id, title: first.result.title }]);
      expect(seen.comments).toEqual({ startsOn: dayFromNow(0), endsOn: dayFromNow(7) });
      expect(JSON.stringify(seen)).not.toContain(second.result.id);
      for (const hidden of ["reviewers", "objections", "history"]) expect(seen[hidden]).toBeUndefined();
      const own = (await institution.get(`/api/selection-nominations?call=${call.id}`)).json();
      expect(
        own.items.map((item: { decision: { outcome: string } }) => item.decision.outcome).sort(),
      ).toEqual(["declined", "selected"]);
    });

    it("takes an objection from anybody and is released only when it is answered and the days are over", async () => {
      const { call } = await announced();
      expect((await act(call, "release")).json().code).toBe("selection.commentsOpen");
      const objected = await test.app.inject({
        method: "POST",
        url: `/api/selection-calls/${call.id}/objections`,
        payload: { name: "某市民", contact: "0532-55550009", text: "完成单位有误。" },
      });
      expect(objected.statusCode, objected.body).toBe(201);
      await endComments(call);
      expect((await act(call, "release")).json().code).toBe("selection.unanswered");
      const late = { name: "某市民", contact: "0532-55550009", text: "再次异议。" };
      expect((await act(call, "objections", late, enterprise)).json().code).toBe("selection.commentsOver");
      const answered = await act(call, `objections/${objected.json().id}/answer`, { answer: "经核实无误。" });
      expect(answered.json().objections).toMatchObject([{ answer: { text: "经核实无误。" } }]);
      const released = await act(call, "release");
      expect(released.json()).toMatchObject({ status: "released", batch: call.batch });
      const stored = await test.app.models.SelectionCall.findById(call.id).lean();
      expect(stored).toMatchObject({ announce: true });
    });

    it("lets one address object ten times an hour", async () => {
      const url = `/api/selection-calls/${new Types.ObjectId()}/objections`;
      const object = () =>
        test.app.inject({
          method: "POST",
          url,
          remoteAddress: "203.0.113.7",
          payload: { name: "甲", contact: "0532", text: "异议" },
        });
      for (let count = 0; count < 10; count += 1) expect((await object()).statusCode).toBe(404);
      expect((await object()).statusCode).toBe(429);
    });
  });

  it("lists batches with their counts, and the call behind one", async () => {
    const { call, first } = await announced();
    await endComments(call);
    await act(call, "release");
    await test.app.models.Result.updateOne(
      { _id: first.result.id },
      { selection: { state: "selected", batch: call.batch, note: "好", at: new Date() } },
    );
    const { items } = (await test.app.inject("/api/selection-batches")).json();
    expect(items).toContainEqual(expect.objectContaining({ batch: call.batch, count: 1 }));
    const detail = (await test.app.inject(`/api/selection-batches/${call.batch}`)).json();
    expect(detail.call).toMatchObject({ id: call.id, selected: [{ result: first.result.id }] });
    const list = (await test.app.inject(`/api/results?selected=true&batch=${call.batch}`)).json();
    expect(list.items).toMatchObject([{ id: first.result.id }]);
    expect((await test.app.inject("/api/selection-batches/2001-01")).statusCode).toBe(404);
  });
});
