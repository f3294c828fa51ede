import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { CertificateKeySetSchema, CertificateSchema, IdParamsSchema } from "@market/shared";
import type { FastifyRequest } from "fastify";
import { Type } from "typebox";
import { callerOf } from "../caller.ts";
import { getContractOrThrow } from "../contract/contract.service.ts";
import { certify } from "./certificate.service.ts";
import { drawCertificate } from "./certificate-pdf.ts";

const PDF = "application/pdf";
const KEYS_CACHE_SECONDS = 300;
/** Drawing one takes some tenths of a second of the process that all share. */
const pdfRateLimit = { max: 30, timeWindow: "1 minute" };

/** Certificates of registration for those a contract concerns, and the keys to check them with for everybody. */
export const certificateRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { config, models } = app;
  const certificateFor = async (request: FastifyRequest, id: string) => {
    const contract = await getContractOrThrow(models, callerOf(request), id);
    return certify(
      contract,
      config.certificateKeys,
      config.publicOrigin ?? `${request.protocol}://${request.host}`,
    );
  };

  app.get(
    "/api/contracts/:id/certificate",
    {
      config: { access: "signed-in" },
      schema: {
        tags: ["contracts"],
        operationId: "getCertificate",
        summary: "The certificate of a registration in force, to be shown and printed",
        params: IdParamsSchema,
        response: { 200: CertificateSchema },
      },
    },
    async (request) => certificateFor(request, request.params.id),
  );

  app.get(
    "/api/contracts/:id/certificate.pdf",
    {
      config: { access: "signed-in", rateLimit: pdfRateLimit },
      schema: {
        tags: ["contracts"],
        operationId: "getCertificatePdf",
        summary: "The same as a page of A4",
        params: IdParamsSchema,
        produces: [PDF],
        response: { 200: { content: { [PDF]: { schema: Type.Any() } } } },
      },
    },
    async (request, reply) => {
      const certificate = await certificateFor(request, request.params.id);
      return reply
        .type(PDF)
        .header("content-disposition", `attachment; filename="certificate-${certificate.number}.pdf"`)
        .header("cache-control", "private, no-store")
        .send(drawCertificate(certificate));
    },
  );

  app.get(
    "/api/verify/keys",
    {
      config: { access: "anyone" },
      schema: {
        tags: ["contracts"],
        operationId: "listCertificateKeys",
        summary: "The public keys (JWK set) that certificates are signed with, to check one without asking",
        response: { 200: CertificateKeySetSchema },
      },
    },
    async (_, reply) => {
      reply.header("cache-control", `public, max-age=${KEYS_CACHE_SECONDS}`);
      return { keys: [...config.certificateKeys.publicKeys] };
    },
  );
};
