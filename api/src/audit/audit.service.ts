import {
  type AuditEntry,
  type AuditQuery,
  type AuditSubjectKind,
  AuditSubjectKindSchema,
  endOfDay,
  type Page,
  startOfDay,
} from "@market/shared";
import type { Models, PairingDocument } from "@market/shared/models";
import { type Model, type PipelineStage, Types } from "mongoose";
import { containsText } from "../contains-text.ts";
import { presentHistory } from "../history.presenter.ts";

type Conditions = Omit<AuditQuery, "page" | "pageSize">;

/** Acts on a text that concern the market's keepers whoever does them; the rest of its life is its owner's affair. */
const SELECTION_ACTS = ["nominate", "select", "declineSelection"];
const KEEPERS = ["official", "admin"];
const ID = /^[0-9a-f]{24}$/;

interface AuditedAct {
  _id: Types.ObjectId;
  title: string;
  index: number;
  history: PairingDocument["history"][number];
}

/**
 * Acts from the histories of contracts, texts, people and organisations, the latest first. Nothing is kept beside the
 * records: a page is read from what they say of themselves.
 */
export async function readAudit(
  models: Models,
  { page = 1, pageSize = 20, ...conditions }: AuditQuery,
): Promise<Page<AuditEntry>> {
  const kinds = conditions.kind === undefined ? AuditSubjectKindSchema.enum : [conditions.kind];
  const parts = await Promise.all(
    kinds.map(async (kind) => {
      const model = modelOf(models, kind);
      const acts = actsOf(kind, conditions);
      const [newest, counted] = await Promise.all([
        model.aggregate<AuditedAct>([
          ...acts,
          { $sort: { "history.at": -1, _id: -1, index: -1 } },
          // What stands on earlier pages may all be of one kind.
          { $limit: page * pageSize },
        ]),
        model.aggregate<{ total: number }>([...acts, { $count: "total" }]),
      ]);
      return { entries: newest.map((act) => presentAct(kind, act)), total: counted[0]?.total ?? 0 };
    }),
  );
  const items = parts
    .flatMap(({ entries }) => entries)
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : a.id < b.id ? 1 : -1))
    .slice((page - 1) * pageSize, page * pageSize);
  return { items, total: parts.reduce((sum, { total }) => sum + total, 0), page, pageSize };
}

function actsOf(kind: AuditSubjectKind, conditions: Conditions): PipelineStage[] {
  const { act, actor, from, to } = conditions;
  const title = kind === "user" || kind === "organisation" ? "name" : "title";
  const isWanted = {
    ...(act !== undefined && { act }),
    ...(actor !== undefined && { "actor.name": containsText(actor) }),
    ...((from !== undefined || to !== undefined) && {
      at: {
        ...(from !== undefined && { $gte: startOfDay(from) }),
        ...(to !== undefined && { $lt: endOfDay(to) }),
      },
    }),
    ...((kind === "result" || kind === "demand") && {
      $or: [{ act: { $in: SELECTION_ACTS } }, { "actor.role": { $in: KEEPERS } }],
    }),
  };
  return [
    { $match: { ...subjectFilter(title, conditions.subject), history: { $elemMatch: isWanted } } },
    { $project: { title: `$${title}`, history: 1 } },
    { $unwind: { path: "$history", includeArrayIndex: "index" } },
    { $match: underHistory(isWanted) },
  ];
}

function subjectFilter(title: string, subject: string | undefined): Record<string, unknown> {
  if (subject === undefined) return {};
  return ID.test(subject) ? { _id: new Types.ObjectId(subject) } : { [title]: containsText(subject) };
}

/** Conditions on an entry as conditions on the one entry of an unwound history. */
function underHistory(conditions: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(conditions).map(([path, condition]) =>
      path === "$or"
        ? [path, (condition as Record<string, unknown>[]).map(underHistory)]
        : [`history.${path}`, condition],
    ),
  );
}

function modelOf(models: Models, kind: AuditSubjectKind): Pick<Model<unknown>, "aggregate"> {
  switch (kind) {
    case "contract":
      return models.Contract;
    case "result":
      return models.Result;
    case "demand":
      return models.Demand;
    case "user":
      return models.User;
    case "organisation":
      return models.Organisation;
    default:
      return kind satisfies never;
  }
}

function presentAct(kind: AuditSubjectKind, { _id, title, index, history }: AuditedAct): AuditEntry {
  const [entry] = presentHistory([history]);
  if (entry === undefined) throw new Error("one act presents as one entry");
  const id = String(_id);
  return { id: `${kind}:${id}:${index}`, ...entry, subject: { kind, id, title } };
}
