import {
  EnterpriseScaleSchema,
  PartyFlagSchema,
  PartyTypeSchema,
} from "../vocabulary/registration.schema.ts";

/** What the registration record asks of a party: on each contract as it stood, on an organisation as last told. */
export const particularsDefinition = {
  partyType: { type: String, enum: [...PartyTypeSchema.enum, null], default: null },
  address: { type: String, default: null },
  postcode: { type: String, default: null },
  representative: { type: String, default: null },
  contactName: { type: String, default: null },
  contactPhone: { type: String, default: null },
  scale: { type: String, enum: [...EnterpriseScaleSchema.enum, null], default: null },
  flags: { type: [{ type: String, enum: PartyFlagSchema.enum }], default: null },
} as const;
