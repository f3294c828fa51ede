import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { RegistrationCheckSchema } from "@market/shared";
import { Type } from "typebox";
import { ApiError } from "../errors.ts";
import { presentRegistration } from "./registration.presenter.ts";

/** Lets anybody who holds a registration number see what was registered under it, and whether it is in force. */
export const verificationRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    "/api/verify/:number",
    {
      config: { access: "anyone" },
      schema: {
        tags: ["contracts"],
        operationId: "verifyRegistration",
        summary: "Check a registration by its number",
        params: Type.Object(
          { number: Type.String({ pattern: "^\\d{16}$" }) },
          { additionalProperties: false },
        ),
        querystring: Type.Object(
          {
            signature: Type.Optional(
              Type.String({ maxLength: 300, description: "of a certificate, as its QR code has it" }),
            ),
          },
          { additionalProperties: false },
        ),
        response: { 200: RegistrationCheckSchema },
      },
    },
    async (request) => {
      const contract = await app.models.Contract.findOne({
        registrationNumber: request.params.number,
      }).lean();
      if (contract === null) throw new ApiError("record.notFound");
      return presentRegistration(contract, app.config.certificateKeys, request.query.signature);
    },
  );
};
