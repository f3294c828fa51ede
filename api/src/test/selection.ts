import type { CreateSelectionCall, Nomination, SelectionCall } from "@market/shared";
import { expect } from "vitest";
import type { Person } from "./people.ts";
import { dayFromNow, resultInput } from "./texts.ts";

/** A call as an official would send it, open for nominations as of today. */
export function callInput(overrides: Partial<CreateSelectionCall> = {}): CreateSelectionCall {
  return {
    title: "青岛好成果征集",
    description: "面向在青高校院所征集可转化的科技成果。",
    criteria: [
      { name: "技术先进性", weight: 60, hint: "与国内外同类技术比较" },
      { name: "转化前景", weight: 40 },
    ],
    scoreMax: 100,
    nominators: ["university", "institute"],
    nominationsOpenOn: dayFromNow(-1),
    nominationsCloseOn: dayFromNow(10),
    reviewUntil: dayFromNow(20),
    commentDays: 7,
    plannedReleaseOn: dayFromNow(40),
    ...overrides,
  };
}

export async function createOpenCall(
  official: Person,
  overrides: Partial<CreateSelectionCall> = {},
): Promise<SelectionCall> {
  const created = await official.post("/api/selection-calls", callInput(overrides));
  expect(created.statusCode, created.body).toBe(201);
  const opened = await official.post(`/api/selection-calls/${created.json().id}/open`);
  expect(opened.statusCode, opened.body).toBe(200);
  return opened.json();
}

/** Publishes a result of an institution and nominates it into a call. */
export async function nominateInto(callId: string, institution: Person): Promise<Nomination> {
  const result = (await institution.post("/api/results", resultInput())).json();
  await institution.post(`/api/results/${result.id}/publish`);
  const nominated = await institution.post(`/api/selection-calls/${callId}/nominations`, {
    result: result.id,
    statement: "已在两家企业的产线上验证一年。",
  });
  expect(nominated.statusCode, nominated.body).toBe(201);
  return nominated.json();
}
