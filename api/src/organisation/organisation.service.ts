import type { CreateOrganisation, OrganisationQuery, Page } from "@market/shared";
import type { Models } from "@market/shared/models";
import type { Types } from "mongoose";
import { type Caller, changeBy } from "../caller.ts";
import { containsText } from "../contains-text.ts";
import { ApiError } from "../errors.ts";
import { isDuplicateOf } from "../idempotency.ts";
import type { StoredOrganisation } from "./organisation.presenter.ts";

/**
 * Makes the organisation that a person registers, before the person. If an earlier registration of theirs was cut
 * off between the two, that one's organisation is taken up instead of being refused as taken.
 *
 * A credit code is taken as it is told: its check digit is judged where a contract needs it.
 *
 * @throws {ApiError} 409 when somebody else has the name or the code
 */
export async function foundOrganisation(
  models: Models,
  input: CreateOrganisation,
  founderEmail: string,
): Promise<StoredOrganisation> {
  const fields = { ...input, name: input.name.trim(), founderEmail };
  try {
    return (await models.Organisation.create(fields)).toObject();
  } catch (error) {
    const refusal = refusalOf(error);
    const own = await findAbandoned(models, fields);
    if (own === null) throw refusal;
    return takeUp(models, own._id, fields);
  }
}

async function findAbandoned(
  models: Models,
  { name, creditCode, founderEmail }: CreateOrganisation & { founderEmail: string },
): Promise<StoredOrganisation | null> {
  const own = await models.Organisation.findOne({
    founderEmail,
    $or: [{ name }, ...(creditCode === undefined ? [] : [{ creditCode }])],
  }).lean();
  if (own === null) return null;
  return (await models.User.exists({ organisationId: own._id })) === null ? own : null;
}

async function takeUp(
  models: Models,
  organisationId: Types.ObjectId,
  fields: CreateOrganisation & { founderEmail: string },
): Promise<StoredOrganisation> {
  try {
    const organisation = await models.Organisation.findOneAndUpdate(
      { _id: organisationId, founderEmail: fields.founderEmail },
      { $set: fields },
      { returnDocument: "after" },
    ).lean();
    if (organisation === null) throw new ApiError("organisation.nameTaken");
    return organisation;
  } catch (error) {
    throw refusalOf(error);
  }
}

function refusalOf(error: unknown): unknown {
  if (isDuplicateOf(error, "name")) return new ApiError("organisation.nameTaken");
  if (isDuplicateOf(error, "creditCode")) return new ApiError("organisation.creditCodeTaken");
  return error;
}

/** Removes an organisation whose founder turned out to have an account already, unless somebody belongs to it. */
export async function abandonOrganisation(models: Models, organisation: StoredOrganisation): Promise<void> {
  if ((await models.User.exists({ organisationId: organisation._id })) !== null) return;
  await models.Organisation.deleteOne({ _id: organisation._id, founderEmail: organisation.founderEmail });
}

/** Organisations by name, to find a colleague or a contract's party. */
export async function listOrganisations(
  models: Models,
  { page = 1, pageSize = 20, name, kind, verified }: OrganisationQuery,
): Promise<Page<StoredOrganisation>> {
  const filter = {
    ...(name !== undefined && { name: containsText(name) }),
    ...(kind !== undefined && { kind }),
    ...(verified !== undefined && { verifiedAt: verified ? { $ne: null } : null }),
  };
  const [items, total] = await Promise.all([
    models.Organisation.find(filter)
      .sort({ name: 1, _id: 1 })
      .skip((page - 1) * pageSize)
      .limit(pageSize)
      .lean(),
    models.Organisation.countDocuments(filter),
  ]);
  return { items, total, page, pageSize };
}

export async function findOrganisationOrThrow(
  models: Models,
  organisationId: string,
): Promise<StoredOrganisation> {
  const organisation = await models.Organisation.findById(organisationId).lean();
  if (organisation === null) throw new ApiError("record.notFound");
  return organisation;
}

/** The organisations of many records at once, by id. */
export async function findOrganisations(
  models: Models,
  organisationIds: (Types.ObjectId | null | undefined)[],
): Promise<Map<string, StoredOrganisation>> {
  const ids = [...new Set(organisationIds.filter((id) => id != null).map(String))];
  if (ids.length === 0) return new Map();
  const organisations = await models.Organisation.find({ _id: { $in: ids } }).lean();
  return new Map(organisations.map((organisation) => [String(organisation._id), organisation]));
}

/** Marks an organisation as what it says it is. Doing it again changes nothing. */
export async function verifyOrganisation(
  models: Models,
  caller: Caller,
  organisationId: string,
  at: Date,
): Promise<StoredOrganisation> {
  await models.Organisation.updateOne(
    { _id: organisationId, verifiedAt: null },
    {
      $set: { verifiedAt: at },
      $push: {
        history: changeBy(caller, at, "verify", { path: "verified", before: false, after: true }),
      },
    },
  );
  return findOrganisationOrThrow(models, organisationId);
}
