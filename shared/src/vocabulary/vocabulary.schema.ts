import { type Static, Type } from "typebox";
import * as data from "./vocabulary.data.ts";

/** The vocabularies of the market, which its pages bundle, by the name they have in a URL. */
export const vocabularies = {
  fields: data.fields,
  cooperation: data.cooperation,
  districts: data.districts,
  regions: data.regions,
  "organisation-kinds": data.organisationKinds,
  "party-kinds": data.partyKinds,
  "ip-kinds": data.ipKinds,
  "ip-statuses": data.ipStatuses,
  "contract-types": data.contractTypes,
  "technology-areas": data.technologyAreas,
  "decline-reasons": data.declineReasons,
  "registration-grounds": data.registrationGrounds,
  visibilities: data.visibilities,
  roles: data.roles,
  "broker-levels": data.brokerLevels,
  "trl-levels": data.trlLevels,
  "city-maturity-levels": data.cityMaturityLevels,
};

export function codesOf<Code extends string>(vocabulary: { entries: readonly { code: Code }[] }): Code[] {
  return vocabulary.entries.map((entry) => entry.code);
}

/** One of a list's codes. Said to be a string, so that whoever checks for repeats can compare by hash. */
export function codeOf<Code extends string>(codes: Code[]) {
  return Type.Enum(codes, { type: "string" });
}

export const FieldSchema = codeOf(codesOf(data.fields));
export const CooperationSchema = codeOf(codesOf(data.cooperation));
export const DistrictSchema = codeOf(codesOf(data.districts));
/** A district of the city or a region outside it. */
export const PlaceSchema = codeOf([...codesOf(data.districts), ...codesOf(data.regions)]);
export const OrganisationKindSchema = codeOf(codesOf(data.organisationKinds));
export const PartyKindSchema = codeOf(codesOf(data.partyKinds));
export const IpKindSchema = codeOf(codesOf(data.ipKinds));
export const IpStatusSchema = codeOf(codesOf(data.ipStatuses));
export const ContractTypeSchema = codeOf(codesOf(data.contractTypes));
export const TechnologyAreaSchema = codeOf(codesOf(data.technologyAreas));
export const DeclineReasonSchema = codeOf(codesOf(data.declineReasons));
export const RegistrationGroundSchema = codeOf(codesOf(data.registrationGrounds));
export const VisibilitySchema = codeOf(codesOf(data.visibilities));
export const RoleSchema = codeOf(codesOf(data.roles));
export const BrokerLevelSchema = codeOf(codesOf(data.brokerLevels));

export type Field = Static<typeof FieldSchema>;
export type Cooperation = Static<typeof CooperationSchema>;
export type District = Static<typeof DistrictSchema>;
export type Place = Static<typeof PlaceSchema>;
export type OrganisationKind = Static<typeof OrganisationKindSchema>;
export type PartyKind = Static<typeof PartyKindSchema>;
export type ContractType = Static<typeof ContractTypeSchema>;
export type TechnologyArea = Static<typeof TechnologyAreaSchema>;
export type DeclineReason = Static<typeof DeclineReasonSchema>;
export type RegistrationGround = Static<typeof RegistrationGroundSchema>;
export type Visibility = Static<typeof VisibilitySchema>;
export type Role = Static<typeof RoleSchema>;
export type BrokerLevel = Static<typeof BrokerLevelSchema>;
export type IpStatus = Static<typeof IpStatusSchema>;

const cityDistricts: ReadonlySet<string> = new Set(codesOf(data.districts));

/** Whether a place lies inside the city, which decides 输出 and 吸纳. */
export function isInsideCity(place: string | null | undefined): boolean {
  return place != null && cityDistricts.has(place);
}

export const VocabularySchema = Type.Object({
  name: Type.String(),
  source: Type.String(),
  validFrom: Type.String(),
  items: Type.Array(
    Type.Object({
      code: Type.String(),
      zh: Type.String(),
      en: Type.String(),
      parent: Type.Optional(
        Type.String({ description: "the code above, in this list or the one it refines" }),
      ),
    }),
  ),
});
export type VocabularyView = Static<typeof VocabularySchema>;
