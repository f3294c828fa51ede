import { createHash } from "node:crypto";
import {
  batchNumberOf,
  type CreateSelectionCall,
  commentPeriodOf,
  dayOf,
  type Nomination,
  type SelectionCall,
  type SelectionOutcome,
  type User,
  weightedScore,
  yearOf,
} from "@market/shared";
import type { Models } from "@market/shared/models";
import { Types } from "mongoose";
import { type SampleResult, sampleOrganisations, sampleResults } from "./market-sample.ts";
import type { SamplePeople } from "./people.ts";
import { actOnce } from "./person.ts";

/** Of every thirteenth results on, which `texts.ts` selects and nominates, these stand next: free for the calls. */
const STRIDE = 13;
const DAY_MS = 24 * 60 * 60 * 1000;

interface SelectionContext {
  models: Models;
  people: SamplePeople;
  organisationIds: Map<string, string>;
  resultIds: Map<string, string>;
  report: (line: string) => void;
}

const criteria: CreateSelectionCall["criteria"] = [
  { name: "技术先进性", weight: 30, hint: "与国内外同类技术的指标比较" },
  { name: "成熟度与验证情况", weight: 20, hint: "中试、示范或用户使用报告" },
  { name: "转化与市场前景", weight: 30, hint: "与青岛重点产业的契合程度" },
  { name: "团队与知识产权", weight: 20 },
];
const rules = {
  criteria,
  scoreMax: 100,
  nominators: ["university", "institute"],
  commentDays: 7,
} satisfies Partial<CreateSelectionCall>;
const statement = (result: SampleResult) =>
  `${result.advantages || result.summary}`
    .slice(0, 160)
    .replace(/。?$/, "。已完成用户现场验证，具备转化条件。");

/** One call released with its batch, one under review and one open for nominations. */
export async function seedSelection(context: SelectionContext): Promise<void> {
  await seedReleasedCall(context);
  const reviewing = await seedCall(context, 3, {
    title: "青岛好成果专项征集：新技术新产品",
    description: "面向重点产业链，重点遴选已完成样机或中试验证的成果。",
  });
  const official = await context.people.official;
  await actOnce(
    official.post(`/api/selection-calls/${reviewing.id}/review`, {
      reason: "各单位申报已齐，提前进入评审。",
    }),
  );
  await seedFirstReviews(context, reviewing.id);
  await seedCall(context, 4, {
    title: "青岛好成果常年征集",
    description: "面向在青高校院所征集可转化、可落地的科技成果，入选成果在展厅公开并推送对口技术经纪人。",
  });
  context.report("calls for 青岛好成果: one released, one under review, one open");
}

/** Opens a call today and has results nominated into it, by the product's own routes. */
async function seedCall(
  { people, resultIds }: SelectionContext,
  place: number,
  words: Pick<CreateSelectionCall, "title" | "description">,
): Promise<SelectionCall> {
  const official = await people.official;
  const body: CreateSelectionCall = {
    ...words,
    ...rules,
    nominationsOpenOn: dayFromNow(0),
    nominationsCloseOn: dayFromNow(21),
    reviewUntil: dayFromNow(35),
    plannedReleaseOn: dayFromNow(50),
  };
  const call = await official.post<SelectionCall>("/api/selection-calls", body, {
    key: `sample-call-${place}`,
  });
  await actOnce(official.post(`/api/selection-calls/${call.id}/open`, undefined));
  for (const result of resultsAt(place).slice(0, 5)) {
    const owner = await people.of(result.institution);
    const nomination = { result: resultIds.get(result.id), statement: statement(result) };
    await actOnce(owner.post(`/api/selection-calls/${call.id}/nominations`, nomination));
  }
  for (const id of ["B01", "B03"]) {
    const { id: user } = await (await people.of(id)).get<User>("/api/auth/me");
    await actOnce(official.post(`/api/selection-calls/${call.id}/reviewers`, { user }));
  }
  return call;
}

/** The second demo broker has scored what the first still has before them. */
async function seedFirstReviews({ people }: SelectionContext, callId: string): Promise<void> {
  const reviewer = await people.of("B03");
  const { items } = await reviewer.get<{ items: Nomination[] }>(
    `/api/selection-nominations?call=${callId}&toReview=true`,
  );
  for (const [index, { id }] of items.entries()) {
    const scores = criteria.map((_, part) => 72 + ((index * 7 + part * 5) % 24));
    const comment = "指标明确，验证数据较完整，建议补充用户报告。";
    await actOnce(reviewer.post(`/api/selection-nominations/${id}/review`, { scores, comment }));
  }
}

/**
 * A batch of the past, written as it would stand today, since no route sets the clock back. Its release waits in the
 * outbox as any other, so the indexer carries it out.
 */
async function seedReleasedCall({
  models,
  people,
  organisationIds,
  resultIds,
}: SelectionContext): Promise<void> {
  const official = await (await people.official).get<User>("/api/auth/me");
  const reviewers = await Promise.all(
    ["B01", "B03"].map(async (id) => (await people.of(id)).get<User>("/api/auth/me")),
  );
  const callId = idOf("released call");
  const announcedAt = daysAgo(15);
  const releasedAt = daysAgo(5);
  const entries = resultsAt(2).slice(0, 6);
  const decisions = entries.map((result, index) => ({
    nominationId: idOf(`nomination of ${result.id}`),
    resultId: new Types.ObjectId(resultIds.get(result.id)),
    organisationId: new Types.ObjectId(organisationIds.get(result.institution)),
    organisationName: sampleOrganisations.find(({ id }) => id === result.institution)?.name ?? "",
    title: result.title,
    field: result.field,
    trl: result.trl,
    statement: statement(result),
    outcome: (index < 4 ? "selected" : "declined") as SelectionOutcome,
    reason: index < 4 ? "指标先进，已有应用验证，同意入选。" : "尚缺用户验证数据，建议完善后再申报。",
    at: daysAgo(18),
  }));
  const actor = { id: official.id, name: official.name, role: "official" as const };
  const act = (name: string, at: Date, words: { note?: string; subject?: string } = {}) => ({
    at,
    actor,
    act: name,
    ...words,
  });

  for (const [index, { outcome, reason, at, nominationId, ...nominated }] of decisions.entries()) {
    const submittedAt = daysAgo(60 - index);
    await models.SelectionNomination.updateOne(
      { _id: nominationId },
      {
        $setOnInsert: {
          callId,
          ...nominated,
          status: "submitted",
          submittedAt,
          history: [{ at: submittedAt, actor, act: "nominate", subject: nominated.title }],
        },
      },
      { upsert: true },
    );
    for (const [place, reviewer] of reviewers.entries()) {
      const base = outcome === "selected" ? 84 : 66;
      const scores = criteria.map((_, part) => base + ((index * 5 + part * 3 + place * 4) % 12));
      const comment = "评审意见见各项得分。";
      const reviewedAt = daysAgo(25 - place);
      await models.SelectionReview.updateOne(
        { nominationId, reviewerId: reviewer.id },
        {
          $setOnInsert: {
            callId,
            reviewerName: reviewer.name,
            scores,
            comment,
            total: weightedScore(scores, criteria),
            at: reviewedAt,
            versions: [{ scores, comment, at: reviewedAt }],
          },
        },
        { upsert: true },
      );
    }
  }
  const history = [
    act("draft", daysAgo(80)),
    act("open", daysAgo(75)),
    act("startReview", daysAgo(44)),
    ...decisions.map(({ title, reason, at }) => act("decide", at, { subject: title, note: reason })),
    act("announce", announcedAt),
    act("release", releasedAt),
  ];
  await models.SelectionCall.updateOne(
    { _id: callId },
    {
      $setOnInsert: {
        title: "青岛好成果征集（第一批）",
        description: "面向在青高校院所征集可转化的优秀科技成果，经专家评审、公示后发布。",
        ...rules,
        nominationsOpenOn: dayFromNow(-75),
        nominationsCloseOn: dayFromNow(-45),
        reviewUntil: dayFromNow(-20),
        plannedReleaseOn: dayFromNow(-5),
        status: "released",
        reviewers: reviewers.map(({ id, name, role, organisation }) => ({
          userId: id,
          name,
          role,
          organisationId: organisation?.id ?? null,
          organisationName: organisation?.name ?? null,
        })),
        decisions,
        objections: [],
        batchYear: yearOf(announcedAt),
        batchSequence: 1,
        batch: batchNumberOf(yearOf(announcedAt), 1),
        comments: commentPeriodOf(dayOf(announcedAt), rules.commentDays),
        announcedAt,
        releasedAt,
        createdBy: official.id,
        revision: history.length,
        history,
        announce: true,
        // All but the release is long past and nobody's news.
        announced: history.length - 1,
      },
    },
    { upsert: true },
  );
}

function resultsAt(place: number): SampleResult[] {
  return sampleResults.filter((_, index) => index % STRIDE === place);
}

function dayFromNow(days: number): string {
  return dayOf(daysAgo(-days));
}

function daysAgo(days: number): Date {
  return new Date(Date.now() - days * DAY_MS);
}

/** The same id on every run, so that one that was cut off goes on where it was. */
function idOf(name: string): Types.ObjectId {
  return new Types.ObjectId(createHash("sha256").update(`sample ${name}`).digest("hex").slice(0, 24));
}
