import type { CreateServicePoint, Page, PageQuery, ServicePoint } from "@market/shared";
import type { Models } from "@market/shared/models";
import { ApiError } from "../errors.ts";
import { isDuplicateOf } from "../idempotency.ts";

/**
 * Opens a service point, whose code goes into the numbers of the contracts handed in there.
 *
 * @throws {ApiError} 409 when the name or the code is another's
 */
export async function openServicePoint(
  models: Models,
  { name, district, code }: CreateServicePoint,
  now: Date,
): Promise<ServicePoint> {
  try {
    const point = await models.Organisation.create({
      name: name.trim(),
      kind: "service-point",
      district,
      pointCode: code,
      verifiedAt: now,
    });
    return { id: point.id, name: point.name, code };
  } catch (error) {
    if (isDuplicateOf(error, "name")) throw new ApiError("organisation.nameTaken");
    if (isDuplicateOf(error, "pointCode")) throw new ApiError("organisation.pointCodeTaken");
    throw error;
  }
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
  const items = points.map(({ _id, name, pointCode }) => ({ id: String(_id), name, code: pointCode ?? "" }));
  return { items, total, page, pageSize };
}
