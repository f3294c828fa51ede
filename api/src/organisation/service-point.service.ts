import type { Page, PageQuery } from "@market/shared";
import type { Models } from "@market/shared/models";

/** Service points in the order of the codes that they put into registration numbers. */
export async function listServicePoints(
  models: Models,
  { page = 1, pageSize = 20 }: PageQuery,
): Promise<Page<{ id: string; name: string; code: string }>> {
  const filter = { pointCode: { $type: "string" } } as const;
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
