import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import {
  IdParamsSchema,
  NotificationPageSchema,
  NotificationQuerySchema,
  NotificationSchema,
} from "@market/shared";
import { Type } from "typebox";
import { callerOf } from "../caller.ts";
import { presentNotification } from "./notification.presenter.ts";
import {
  countUnread,
  listNotifications,
  readAllNotifications,
  readNotification,
} from "./notification.service.ts";

/** A person's own notifications. */
export const notificationRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { models } = app;

  app.get(
    "/api/notifications",
    {
      config: { access: "signed-in" },
      schema: {
        tags: ["notifications"],
        operationId: "listNotifications",
        summary: "Your notifications, newest first, or ascending after one of them",
        querystring: NotificationQuerySchema,
        response: { 200: NotificationPageSchema },
      },
    },
    async (request) => {
      const { page = 1, pageSize = 20 } = request.query;
      const { notifications, total, unread } = await listNotifications(
        models,
        callerOf(request).id,
        request.query,
      );
      return { items: notifications.map(presentNotification), total, page, pageSize, unread };
    },
  );

  app.post(
    "/api/notifications/:id/read",
    {
      config: { access: "signed-in" },
      schema: {
        tags: ["notifications"],
        operationId: "readNotification",
        summary: "Mark one read",
        params: IdParamsSchema,
        response: { 200: NotificationSchema },
      },
    },
    async (request) =>
      presentNotification(await readNotification(models, callerOf(request).id, request.params.id)),
  );

  app.post(
    "/api/notifications/read-all",
    {
      config: { access: "signed-in" },
      schema: {
        tags: ["notifications"],
        operationId: "readAllNotifications",
        summary: "Mark all of yours read",
        response: { 200: Type.Object({ unread: Type.Integer({ minimum: 0 }) }) },
      },
    },
    async (request) => {
      const { id } = callerOf(request);
      await readAllNotifications(models, id);
      return { unread: await countUnread(models, id) };
    },
  );
};
