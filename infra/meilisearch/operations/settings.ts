import type { FastifyInstance } from "fastify";
import { checkIndexUid } from "../index/catalog.ts";
import { readJson } from "../request/read-json.ts";
import { readSetting, readSettings } from "../settings/check-settings.ts";
import { DEFAULT_SETTINGS, type SettingName, type SettingsChange } from "../settings/settings.ts";
import { presentEnqueued, type TaskDetails } from "../tasks/task.ts";
import type { UpdateSettingsContent } from "../tasks/update-settings.task.ts";
import type { Context } from "./context.ts";

interface IndexParams {
  uid: string;
}

/** These are merged with what is set, so they are patched; the others are put. */
const PATCHED: SettingName[] = ["typoTolerance", "faceting", "pagination", "embedders"];

export function registerSettings(app: FastifyInstance, { catalog, queue }: Context): void {
  const enqueue = async (
    uid: string,
    details: TaskDetails,
    content: UpdateSettingsContent,
  ): Promise<Record<string, unknown>> => {
    checkIndexUid(uid);
    return presentEnqueued(await queue.enqueue("settingsUpdate", uid, details, content));
  };

  app.get<{ Params: IndexParams }>(
    "/indexes/:uid/settings",
    ({ params }) => catalog.getOrThrow(params.uid).settings,
  );
  app.patch<{ Params: IndexParams }>("/indexes/:uid/settings", async (request, reply) => {
    const change = readSettings(readJson(request));
    return reply.status(202).send(await enqueue(request.params.uid, change, { change, isReset: false }));
  });
  app.delete<{ Params: IndexParams }>("/indexes/:uid/settings", async ({ params }, reply) => {
    const nothing: SettingsChange = {};
    return reply.status(202).send(await enqueue(params.uid, nothing, { change: nothing, isReset: true }));
  });

  for (const name of Object.keys(DEFAULT_SETTINGS) as SettingName[]) {
    const url = `/indexes/:uid/settings/${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    app.get<{ Params: IndexParams }>(url, ({ params }, reply) =>
      // Text, numbers and booleans would go out as they stand, without being JSON.
      reply.type("application/json").send(JSON.stringify(catalog.getOrThrow(params.uid).settings[name])),
    );
    app.route<{ Params: IndexParams }>({
      method: PATCHED.includes(name) ? "PATCH" : "PUT",
      url,
      handler: async (request, reply) => {
        const change = readSetting(name, readJson(request));
        return reply.status(202).send(await enqueue(request.params.uid, change, { change, isReset: false }));
      },
    });
    app.delete<{ Params: IndexParams }>(url, async ({ params }, reply) => {
      const change: SettingsChange = { [name]: null };
      return reply.status(202).send(await enqueue(params.uid, change, { change, isReset: false }));
    });
  }
}
