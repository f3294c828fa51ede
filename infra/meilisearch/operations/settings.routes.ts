import type { FastifyReply } from "fastify";
import { snakeCase } from "../request/refusal.ts";
import { fields } from "../request/schema.ts";
import { FIXED_SETTINGS, SETTING_SCHEMAS, type Settings, type SettingsChange } from "../settings/settings.ts";
import { presentEnqueued } from "../tasks/task.ts";
import type { UpdateSettingsContent } from "../tasks/update-settings.task.ts";
import { IndexParamsSchema, type Routes } from "./context.ts";

const SettingsSchema = fields(SETTING_SCHEMAS, { codePrefix: "invalid_settings_" });
const params = IndexParamsSchema;

/** These are merged with what is set, so they are patched; the others are put. */
const PATCHED = new Set(["typoTolerance", "faceting", "pagination", "embedders"]);

export const settingsRoutes: Routes = async (app, { context: { catalog, queue } }) => {
  const enqueue = async (uid: string, content: UpdateSettingsContent, reply: FastifyReply) => {
    const task = await queue.enqueue("settingsUpdate", uid, content.change, content);
    return reply.status(202).send(presentEnqueued(task));
  };

  app.get("/indexes/:uid/settings", { schema: { params } }, (request) =>
    presentSettings(catalog.getOrThrow(request.params.uid).settings),
  );
  app.patch("/indexes/:uid/settings", { schema: { params, body: SettingsSchema } }, (request, reply) =>
    enqueue(request.params.uid, { change: tidy(request.body), isReset: false }, reply),
  );
  app.delete("/indexes/:uid/settings", { schema: { params } }, (request, reply) =>
    enqueue(request.params.uid, { change: {}, isReset: true }, reply),
  );

  for (const [name, schema] of Object.entries(SETTING_SCHEMAS)) {
    const url = `/indexes/:uid/settings/${snakeCase(name).replaceAll("_", "-")}`;
    app.get(url, { schema: { params } }, (request, reply) => {
      const settings = presentSettings(catalog.getOrThrow(request.params.uid).settings);
      // Text, numbers and booleans would go out as they stand, without being JSON.
      return reply.type("application/json").send(JSON.stringify(settings[name]));
    });
    app.route({
      method: PATCHED.has(name) ? "PATCH" : "PUT",
      url,
      schema: { params, body: { ...schema, code: `invalid_settings_${snakeCase(name)}` } },
      handler: (request, reply) =>
        enqueue(request.params.uid, { change: tidy({ [name]: request.body }), isReset: false }, reply),
    });
    app.delete(url, { schema: { params } }, (request, reply) =>
      enqueue(request.params.uid, { change: { [name]: null }, isReset: false }, reply),
    );
  }
};

function presentSettings(settings: Settings): Record<string, unknown> {
  return { ...FIXED_SETTINGS, ...settings };
}

/** Meilisearch keeps the sortable attributes in order, each once. */
function tidy(change: SettingsChange): SettingsChange {
  const { sortableAttributes } = change as Partial<Settings>;
  if (!sortableAttributes) return change;
  return { ...change, sortableAttributes: [...new Set(sortableAttributes)].sort() };
}
