import type { Models } from "@market/shared/models";
import type { StoredOrganisation } from "../organisation/organisation.presenter.ts";
import { findOrganisations } from "../organisation/organisation.service.ts";
import type { StoredPublication } from "./publication.store.ts";
import type { FoundTexts } from "./search-texts.service.ts";

/** A page of texts with their organisations and, from a search, facets and highlights. */
export async function presentPage<Text extends StoredPublication, View>(
  models: Models,
  { answer, items, ...page }: FoundTexts<Text>,
  present: (text: Text, organisation: StoredOrganisation) => View,
) {
  const organisations = await findOrganisations(
    models,
    items.map((text) => text.organisationId),
  );
  const highlights = new Map(answer?.hits.map((hit) => [hit.id, hit.highlights]));
  return {
    items: items.map((text) => ({
      ...present(text, ownerOf(text, organisations)),
      ...(answer !== undefined && { highlights: highlights.get(String(text._id)) ?? {} }),
    })),
    ...page,
    ...(answer !== undefined && { facets: answer.facets, searchMode: answer.mode }),
  };
}

/** One text with its organisation. */
export async function presentOne<Text extends StoredPublication, View>(
  models: Models,
  text: Text,
  present: (text: Text, organisation: StoredOrganisation) => View,
): Promise<View> {
  return present(text, ownerOf(text, await findOrganisations(models, [text.organisationId])));
}

function ownerOf(
  text: StoredPublication,
  organisations: Map<string, StoredOrganisation>,
): StoredOrganisation {
  const organisation = organisations.get(String(text.organisationId));
  if (organisation === undefined) throw new Error(`text ${text._id} belongs to no organisation that stands`);
  return organisation;
}
