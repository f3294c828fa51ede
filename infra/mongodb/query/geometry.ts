import type { Document } from "bson";
import { type GeoGeometryObjects, geoArea, geoContains, geoDistance } from "d3-geo";
import { polygonContains } from "d3-polygon";
import { isDocument, promote } from "../bson/codec.ts";
import { typeRank } from "../bson/key-string.ts";
import { valuesAt } from "../bson/path.ts";
import { ServerError } from "../errors.ts";
import type { SortOrder } from "./sort-key.ts";

type Position = [number, number];

/** The server's radius of the earth, in metres. */
const EARTH_RADIUS = 6_378_100;

/** A GeoJSON point, an array of two numbers, or a document whose first two fields are numbers. */
function positionOf(value: unknown): Position | null {
  if (typeof value !== "object" || value === null) return null;
  const holder = isDocument(value) && value.type === "Point" ? value.coordinates : value;
  const [x, y] = isDocument(holder) || Array.isArray(holder) ? Object.values(holder) : [];
  return typeRank(x) === 10 && typeRank(y) === 10 ? [Number(x), Number(y)] : null;
}

function positionOrThrow(value: unknown): Position {
  const position = positionOf(value);
  if (!position)
    throw new ServerError("BadValue", `Point must be an array or object: ${JSON.stringify(value)}`);
  return position;
}

/** Whether a point lies in what `$geoWithin` names. */
export function compileWithin(shape: unknown): (value: unknown) => boolean {
  const contains = compileRegion(shape);
  return (value) => {
    const position = positionOf(value);
    return position !== null && contains(position);
  };
}

function compileRegion(shape: unknown): (position: Position) => boolean {
  const [kind, given] = isDocument(shape) ? (Object.entries(shape)[0] ?? []) : [];
  switch (kind) {
    case "$center":
    case "$centerSphere": {
      const center = positionOrThrow(given[0]);
      const distance = kind === "$center" ? planarDistance : geoDistance;
      return (position) => distance(center, position) <= Number(given[1]);
    }
    case "$box": {
      const [[x1, y1], [x2, y2]] = Object.values(given).map(positionOrThrow) as [Position, Position];
      const isBetween = (value: number, a: number, b: number) =>
        value >= Math.min(a, b) && value <= Math.max(a, b);
      return ([x, y]) => isBetween(x, x1, x2) && isBetween(y, y1, y2);
    }
    case "$polygon": {
      const ring = Object.values(given).map(positionOrThrow);
      return (position) => polygonContains(ring, position);
    }
    case "$geometry":
      if (given?.type === "Polygon") {
        const polygon = smallerSide(promote(given) as Document);
        return (position) => geoContains(polygon, position);
      }
  }
  throw new ServerError("BadValue", `unknown geo specifier: ${JSON.stringify(shape)}`);
}

/** A ring on a sphere has two sides; which one is meant does not depend on its direction here, as in the server. */
function smallerSide(polygon: Document): GeoGeometryObjects {
  const { coordinates } = polygon;
  const isLarger = geoArea(polygon as GeoGeometryObjects) > 2 * Math.PI;
  const rings = isLarger ? coordinates.map((ring: Position[]) => ring.toReversed()) : coordinates;
  return { type: "Polygon", coordinates: rings };
}

function planarDistance([x1, y1]: Position, [x2, y2]: Position): number {
  return Math.hypot(x2 - x1, y2 - y1);
}

/** How far a value lies from what `$near` or `$nearSphere` names: null when it is no point or out of the limits. */
export function compileNear(condition: Document): (value: unknown) => number | null {
  const { $near, $nearSphere } = condition;
  const target = $near ?? $nearSphere;
  const isMetric = isDocument(target) && "$geometry" in target;
  const { $minDistance = 0, $maxDistance = Number.POSITIVE_INFINITY } = isMetric ? target : condition;
  const center = positionOrThrow(isMetric ? target.$geometry : target);
  return (value) => {
    const position = positionOf(value);
    if (!position) return null;
    const distance = isMetric
      ? geoDistance(center, position) * EARTH_RADIUS
      : ($near ? planarDistance : geoDistance)(center, position);
    return distance >= Number($minDistance) && distance <= Number($maxDistance) ? distance : null;
  };
}

/** The order in which a filter with `$near` yields its documents: nearest first. */
export function nearestFirst(clauses: [string, unknown][]): SortOrder | null {
  const near = clauses.find(([, condition]) => isDocument(condition) && isNear(condition));
  if (!near) return null;
  const path = near[0].split(".");
  const distanceTo = compileNear(near[1] as Document);
  return {
    keyOf: (document: Document) =>
      Math.min(...valuesAt(document, path).map((value) => distanceTo(value) ?? Number.POSITIVE_INFINITY)),
    compare: (left: unknown, right: unknown) => Number(left) - Number(right),
  };
}

function isNear(condition: Document): boolean {
  return "$near" in condition || "$nearSphere" in condition;
}
