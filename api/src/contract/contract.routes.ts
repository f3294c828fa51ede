import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import {
  AmendContractSchema,
  ContractPrefillQuerySchema,
  ContractPrefillSchema,
  ContractQuerySchema,
  ContractSchema,
  CreateContractSchema,
  DisputeContractSchema,
  GroundedDecisionSchema,
  IdParamsSchema,
  mayReadContract,
  pageOf,
  ReviewContractSchema,
  SubmitContractSchema,
  UpdateContractSchema,
  VoidContractSchema,
} from "@market/shared";
import type { Models } from "@market/shared/models";
import { type Static, type TObject, Type } from "typebox";
import { type Caller, callerOf } from "../caller.ts";
import { idempotencyKeyOf } from "../idempotency.ts";
import { optionalBody } from "../plugins/validation.ts";
import { amendContract, proposeAmendment, reviewAmendment } from "./amend-contract.ts";
import { presentContract } from "./contract.presenter.ts";
import {
  acceptContract,
  deleteDraft,
  disputeContract,
  draftContract,
  editContract,
  getContractOrThrow,
  listContracts,
  refuseContract,
  returnContract,
  reviewContract,
  type StoredContract,
  submitContract,
  voidContract,
} from "./contract.service.ts";
import { prefillContract } from "./contract-prefill.ts";
import { contractStandingOf } from "./contract-standing.ts";
import { registerContract } from "./register-contract.ts";

const NoWordsSchema = optionalBody(Type.Object({}, { additionalProperties: false }));

/** Technology contracts: drafting, registration and what follows it. */
export const contractRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { models } = app;
  /** Presents a contract after a change, and has everybody look again who may have it on their screen. */
  const presentChanged = (contract: StoredContract, caller: Caller) => {
    app.live.hintConcerned("contract", String(contract._id), (person) =>
      mayReadContract(contractStandingOf(contract, person)),
    );
    return presentContract(contract, caller);
  };

  app.post(
    "/api/contracts",
    {
      config: { access: ["enterprise", "institution", "broker"] },
      schema: {
        tags: ["contracts"],
        operationId: "draftContract",
        summary: "Draft a technology contract, from an accepted pairing or without one",
        body: CreateContractSchema,
        response: { 201: ContractSchema },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const contract = await draftContract(models, caller, request.body, idempotencyKeyOf(request));
      reply.code(201);
      return presentChanged(contract, caller);
    },
  );

  app.get(
    "/api/contracts",
    {
      config: { access: "signed-in" },
      schema: {
        tags: ["contracts"],
        operationId: "listContracts",
        summary: "The contracts you may see, the last changed first",
        querystring: ContractQuerySchema,
        response: { 200: pageOf(ContractSchema) },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { page = 1, pageSize = 20 } = request.query;
      const { contracts, total } = await listContracts(models, caller, request.query);
      return { items: contracts.map((contract) => presentContract(contract, caller)), total, page, pageSize };
    },
  );

  app.get(
    "/api/contracts/prefill",
    {
      config: { access: ["enterprise", "institution", "broker"] },
      schema: {
        tags: ["contracts"],
        operationId: "prefillContract",
        summary: "A contract's record filled from a pairing, the organisations and what they told before",
        querystring: ContractPrefillQuerySchema,
        response: { 200: ContractPrefillSchema },
      },
    },
    async (request) => prefillContract(models, callerOf(request), request.query.pairing),
  );

  app.get(
    "/api/contracts/:id",
    {
      config: { access: "signed-in" },
      schema: {
        tags: ["contracts"],
        operationId: "getContract",
        summary: "A contract with its versions and history",
        params: IdParamsSchema,
        response: { 200: ContractSchema },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      return presentContract(await getContractOrThrow(models, caller, request.params.id), caller);
    },
  );

  app.patch(
    "/api/contracts/:id",
    {
      config: { access: "signed-in" },
      schema: {
        tags: ["contracts"],
        operationId: "editContract",
        summary: "Change a draft or a returned contract",
        params: IdParamsSchema,
        body: UpdateContractSchema,
        response: { 200: ContractSchema },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      return presentChanged(await editContract(models, caller, request.params.id, request.body), caller);
    },
  );

  app.delete(
    "/api/contracts/:id",
    {
      config: { access: "signed-in" },
      schema: {
        tags: ["contracts"],
        operationId: "deleteContractDraft",
        summary: "Delete a draft",
        params: IdParamsSchema,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await deleteDraft(models, callerOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  );

  const addAct = <Body extends TObject | typeof NoWordsSchema>(
    act: string,
    summary: string,
    body: Body,
    carryOut: (models: Models, caller: Caller, id: string, words: Static<Body>) => Promise<StoredContract>,
    operationId = `${act}Contract`,
  ) => {
    app.post(
      `/api/contracts/:id/${act}`,
      {
        config: { access: "signed-in" },
        schema: {
          tags: ["contracts"],
          operationId,
          summary,
          params: IdParamsSchema,
          body,
          response: { 200: ContractSchema },
        },
      },
      async (request) => {
        const caller = callerOf(request);
        const words = request.body as Static<Body>;
        return presentChanged(await carryOut(models, caller, request.params.id, words), caller);
      },
    );
  };
  addAct(
    "submit",
    "Hand a contract in for registration, with the promise for its truth",
    optionalBody(SubmitContractSchema),
    submitContract,
  );
  addAct("accept", "Accept it for examination", NoWordsSchema, acceptContract);
  addAct("register", "Register it: number and date are given", NoWordsSchema, registerContract);
  addAct("return", "Return it to be corrected", GroundedDecisionSchema, returnContract);
  addAct("refuse", "Refuse registration", GroundedDecisionSchema, refuseContract);
  addAct("dispute", "Call a contract disputed", DisputeContractSchema, disputeContract);
  addAct(
    "review",
    "Give the second opinion on a large or disputed contract",
    ReviewContractSchema,
    reviewContract,
  );
  addAct("amend", "Amend a registered contract; the old terms are kept", AmendContractSchema, amendContract);
  addAct(
    "amendments",
    "Propose an amendment, as one of a large contract needs another official's approval",
    AmendContractSchema,
    proposeAmendment,
    "proposeContractAmendment",
  );
  addAct(
    "amendments/review",
    "Approve another official's amendment, which takes effect then, or reject it",
    ReviewContractSchema,
    reviewAmendment,
    "reviewContractAmendment",
  );
  addAct("void", "Take a registration out of force", VoidContractSchema, voidContract);
};
