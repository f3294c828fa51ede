import helmet from "@fastify/helmet";
import fp from "fastify-plugin";

/** Headers by which browsers hold the page to its own scripts. Ant Design writes its styles inline. */
export const securityHeaders = fp<{ isProduction: boolean }>(
  async (app, { isProduction }) => {
    await app.register(helmet, {
      contentSecurityPolicy: {
        directives: {
          defaultSrc: ["'self'"],
          scriptSrc: ["'self'"],
          styleSrc: ["'self'", "'unsafe-inline'"],
          imgSrc: ["'self'", "data:", "blob:"],
          fontSrc: ["'self'", "data:"],
          // 'self' does not cover sockets in every browser.
          connectSrc: ["'self'", "ws:", "wss:"],
          objectSrc: ["'none'"],
          baseUri: ["'self'"],
          formAction: ["'self'"],
          frameAncestors: ["'none'"],
          // A market on a plain http address of an intranet has no https to upgrade to.
          upgradeInsecureRequests: null,
        },
      },
      referrerPolicy: { policy: "no-referrer" },
      strictTransportSecurity: isProduction ? { maxAge: 15_552_000 } : false,
      crossOriginEmbedderPolicy: false,
    });
  },
  { name: "security-headers" },
);
