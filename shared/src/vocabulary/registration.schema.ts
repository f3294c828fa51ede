import type { Static } from "typebox";
import { attachmentKinds } from "../attachment/attachment.data.ts";
import * as data from "./registration.data.ts";
import { codeOf, codesOf, vocabularies } from "./vocabulary.schema.ts";

/** Every vocabulary by the name it has in a URL: the market's, and those of the registration record. */
export const allVocabularies = {
  ...vocabularies,
  "contract-subtypes": data.contractSubtypes,
  "payment-kinds": data.paymentKinds,
  "plan-sources": data.planSources,
  "contract-ip": data.contractIp,
  "technology-subareas": data.technologySubareas,
  "socio-economic-objectives": data.socioEconomicObjectives,
  "gbt4754-sections": data.industrySections,
  gbt4754: data.industries,
  "party-types": data.partyTypes,
  "party-flags": data.partyFlags,
  "enterprise-scales": data.enterpriseScales,
  "attachment-kinds": attachmentKinds,
};
export type VocabularyName = keyof typeof allVocabularies;
export const vocabularyNames = Object.keys(allVocabularies) as VocabularyName[];

export const ContractSubtypeSchema = codeOf(codesOf(data.contractSubtypes));
export const PaymentKindSchema = codeOf(codesOf(data.paymentKinds));
export const PlanSourceSchema = codeOf(codesOf(data.planSources));
export const ContractIpSchema = codeOf(codesOf(data.contractIp));
export const TechnologySubareaSchema = codeOf(codesOf(data.technologySubareas));
export const ObjectiveSchema = codeOf(codesOf(data.socioEconomicObjectives));
export const IndustrySchema = codeOf(codesOf(data.industries));
export const PartyTypeSchema = codeOf(codesOf(data.partyTypes));
export const PartyFlagSchema = codeOf(codesOf(data.partyFlags));
export const EnterpriseScaleSchema = codeOf(codesOf(data.enterpriseScales));

export type ContractSubtype = Static<typeof ContractSubtypeSchema>;
export type PaymentKind = Static<typeof PaymentKindSchema>;
export type PlanSource = Static<typeof PlanSourceSchema>;
export type ContractIp = Static<typeof ContractIpSchema>;
export type TechnologySubarea = Static<typeof TechnologySubareaSchema>;
export type Objective = Static<typeof ObjectiveSchema>;
export type Industry = Static<typeof IndustrySchema>;
export type PartyType = Static<typeof PartyTypeSchema>;
export type PartyFlag = Static<typeof PartyFlagSchema>;
export type EnterpriseScale = Static<typeof EnterpriseScaleSchema>;
