import fp from "fastify-plugin";

/**
 * Takes JSON bodies only, and an empty one as none: many clients name the content type of every POST, whether or not
 * there is something to send.
 */
export const jsonBody = fp(
  async (app) => {
    const parseJson = app.getDefaultJsonParser("error", "error");
    app.removeAllContentTypeParsers();
    app.addContentTypeParser("application/json", { parseAs: "string" }, (request, body, done) => {
      if (body === "") done(null, undefined);
      else parseJson(request, body as string, done);
    });
  },
  { name: "json-body" },
);
