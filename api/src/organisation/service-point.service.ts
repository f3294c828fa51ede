import type { CreateServicePoint, Page, PageQuery, ServicePoint } from "@market/shared";
import type { Models, OrganisationDocument } from "@market/shared/models";
import type { Types } from "mongoose";
import { actorOf, type Caller } from "../caller.ts";
import { ApiError } from "../errors.ts";
import { createOnce, isDuplicateOf } from "../idempotency.ts";

type StoredServicePoint = Pick<OrganisationDocument, "name" | "pointCode"> & { _id: Types.ObjectId };

/**
 * Opens a service point, whose code goes into the numbers of the contracts handed in there.
 *
 * @throws {ApiError} 409 when the name or the code is another's
 */
export async function openServicePoint(
  models: Models,
  caller: Caller,
  input: CreateServicePoint,
  idempotencyKey: string | undefined,
  now: Date,
): Promise<ServicePoint> {
  const findFirst = (key: string) =>
    models.Organisation.findOne({ createdBy: caller.id, idempotencyKey: key }).lean();
  try {
    const insert = () => insertServicePoint(models, caller, input, idempotencyKey, now);
    return presentServicePoint(await createOnce(idempotencyKey, insert, findFirst));
  } catch (error) {
    const isNameTaken = isDuplicateOf(error, "name");
    if (!isNameTaken && !isDuplicateOf(error, "pointCode")) throw error;
    // A repeat sent at the same moment runs into its first one on these indexes too.
    const first = idempotencyKey === undefined ? null : await findFirst(idempotencyKey);
    if (first !== null) return presentServicePoint(first);
    throw new ApiError(isNameTaken ? "organisation.nameTaken" : "organisation.pointCodeTaken");
  }
}

async function insertServicePoint(
  models: Models,
  caller: Caller,
  { name, district, code }: CreateServicePoint,
  idempotencyKey: string | undefined,
  now: Date,
): Promise<StoredServicePoint> {
  const point = await models.Organisation.create({
    name: name.trim(),
    kind: "service-point",
    district,
    pointCode: code,
    verifiedAt: now,
    history: [{ at: now, actor: actorOf(caller), act: "openServicePoint" }],
    createdBy: caller.id,
    idempotencyKey,
  });
  return point.toObject();
}

/** Service points in the order of the codes that they put into registration numbers. */
export async function listServicePoints(
  models: Models,
  { page = 1, pageSize = 20 }: PageQuery,
): Promise<Page<ServicePoint>> {
  const filter = { pointCode: { $exists: true } } as const;
  const [points, total] = await Promise.all([
    models.Organisation.find(filter)
      .sort({ pointCode: 1 })
      .skip((page - 1) * pageSize)
      .limit(pageSize)
      .lean(),
    models.Organisation.countDocuments(filter),
  ]);
  return { items: points.map(presentServicePoint), total, page, pageSize };
}

function presentServicePoint({ _id, name, pointCode }: StoredServicePoint): ServicePoint {
  return { id: String(_id), name, code: pointCode ?? "" };
}
