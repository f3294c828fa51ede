import { cityPlanSources, innovationContractTypes, type Page, type TargetRecord } from "@market/shared";
import type { Models } from "@market/shared/models";
import type { PipelineStage, Types } from "mongoose";
import type { YearPeriod } from "./year-period.ts";

/** Which of the records behind a counter are wanted. */
interface PageOfRecords {
  page: number;
  pageSize: number;
}

/** One counter of the plan: its number and the records behind it come from one condition, so they cannot differ. */
interface TargetCounter {
  count(models: Models, period: YearPeriod): Promise<number>;
  list(models: Models, period: YearPeriod, page: PageOfRecords): Promise<TargetRecord[]>;
}

const brokers: TargetCounter = {
  count: (models, period) => models.User.countDocuments(verifiedBrokers(period)),
  list: async (models, period, page) => {
    const users = await models.User.find(verifiedBrokers(period))
      .sort({ "broker.verifiedAt": -1, _id: -1 })
      .skip(skipOf(page))
      .limit(page.pageSize)
      .lean();
    const names = await namesOf(
      models,
      users.map(({ organisationId }) => organisationId),
    );
    return users.map(({ _id, name, organisationId, broker, createdAt }) => ({
      id: String(_id),
      kind: "user",
      title: name,
      organisation: names.get(String(organisationId)) ?? null,
      note: null,
      at: (broker?.verifiedAt ?? createdAt).toISOString(),
    }));
  },
};

function verifiedBrokers({ until }: YearPeriod) {
  return { role: "broker" as const, "broker.verifiedAt": { $ne: null, $lt: until } };
}

const majorResults: TargetCounter = {
  count: (models, period) => models.Result.countDocuments(selectedResults(period)),
  list: async (models, period, page) => {
    const results = await models.Result.find(selectedResults(period))
      .sort({ "selection.at": -1, _id: -1 })
      .skip(skipOf(page))
      .limit(page.pageSize)
      .lean();
    const names = await namesOf(
      models,
      results.map(({ organisationId }) => organisationId),
    );
    return results.map(({ _id, title, organisationId, selection, updatedAt }) => ({
      id: String(_id),
      kind: "result",
      title,
      organisation: names.get(String(organisationId)) ?? null,
      note: selection?.batch ?? null,
      at: (selection?.at ?? updatedAt).toISOString(),
    }));
  },
};

function selectedResults({ from, until }: YearPeriod) {
  return { "selection.state": "selected" as const, "selection.at": { $gte: from, $lt: until } };
}

const innovationProjects: TargetCounter = {
  count: (models, period) => models.Contract.countDocuments(innovationContracts(period)),
  list: async (models, period, page) => {
    const contracts = await models.Contract.find(innovationContracts(period))
      .sort({ registeredAt: -1, _id: -1 })
      .skip(skipOf(page))
      .limit(page.pageSize)
      .lean();
    return contracts.map(({ _id, title, seller, buyer, registrationNumber, registeredAt, updatedAt }) => ({
      id: String(_id),
      kind: "contract",
      title,
      organisation: `${seller.name} → ${buyer.name}`,
      note: registrationNumber ?? null,
      at: (registeredAt ?? updatedAt).toISOString(),
    }));
  },
};

function innovationContracts({ from, until }: YearPeriod) {
  return {
    status: "registered" as const,
    type: { $in: [...innovationContractTypes] },
    registeredAt: { $gte: from, $lt: until },
    $or: [{ pairingId: { $ne: null } }, { planSource: { $in: [...cityPlanSources] } }],
  };
}

const needsLinked: TargetCounter = {
  count: async (models, period) => {
    const [counted] = await models.Pairing.aggregate<{ total: number }>([
      ...introducedNeeds(period),
      { $count: "total" },
    ]);
    return counted?.total ?? 0;
  },
  list: async (models, period, page) => {
    const needs = await models.Pairing.aggregate<{ _id: Types.ObjectId; at: Date }>([
      ...introducedNeeds(period),
      { $sort: { at: -1, _id: -1 } },
      { $skip: skipOf(page) },
      { $limit: page.pageSize },
    ]);
    const demands = await models.Demand.find({ _id: { $in: needs.map(({ _id }) => _id) } })
      .select("title organisationId")
      .lean();
    const demandById = new Map(demands.map((demand) => [String(demand._id), demand]));
    const names = await namesOf(
      models,
      demands.map(({ organisationId }) => organisationId),
    );
    return needs.map(({ _id, at }) => {
      const demand = demandById.get(String(_id));
      return {
        id: String(_id),
        kind: "demand",
        title: demand?.title ?? "",
        organisation: names.get(String(demand?.organisationId)) ?? null,
        note: null,
        at: at.toISOString(),
      };
    });
  },
};

/** Needs by the first introduction of theirs in the period. */
function introducedNeeds({ from, until }: YearPeriod): PipelineStage.FacetPipelineStage[] {
  const isIntroduction = { act: "introduce", at: { $gte: from, $lt: until } };
  return [
    { $match: { history: { $elemMatch: isIntroduction } } },
    { $project: { demandId: 1, "history.act": 1, "history.at": 1 } },
    { $unwind: "$history" },
    { $match: { "history.act": isIntroduction.act, "history.at": isIntroduction.at } },
    { $group: { _id: "$demandId", at: { $min: "$history.at" } } },
  ];
}

/** The counters beside turnover, which has its own entries to be counted from. */
export const targetCounters = { brokers, majorResults, innovationProjects, needsLinked };
export type CountedTargetName = keyof typeof targetCounters;

export async function listTargetRecords(
  models: Models,
  name: CountedTargetName,
  period: YearPeriod,
  page: PageOfRecords,
): Promise<Page<TargetRecord>> {
  const counter = targetCounters[name];
  const [items, total] = await Promise.all([
    counter.list(models, period, page),
    counter.count(models, period),
  ]);
  return { items, total, ...page };
}

function skipOf({ page, pageSize }: PageOfRecords): number {
  return (page - 1) * pageSize;
}

async function namesOf(
  models: Models,
  ids: (Types.ObjectId | null | undefined)[],
): Promise<Map<string, string>> {
  const known = ids.filter((id) => id != null);
  const organisations = await models.Organisation.find({ _id: { $in: known } })
    .select("name")
    .lean();
  return new Map(organisations.map(({ _id, name }) => [String(_id), name]));
}
