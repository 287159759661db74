// How long messages are kept, over REST (J1, J4, J5).
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";

import type { PreviewWork, RetentionSettings } from "../../domain/retention/retention_settings.ts";
import { limits } from "../../protocol/limits.ts";
import type { Rates } from "../rates.ts";
import { actorOf } from "./actor_of.ts";
import { jsonBody, nothing, refusals, reply } from "./declare.ts";
import type { HttpEnv } from "./env.ts";
import { digits, idParam, time } from "./list_shapes.ts";
import { refuseUndecoded } from "./refusals.ts";

const days = z.int().min(1).max(limits.retentionDays);
const daysBody = z.strictObject({ days: days.nullable().describe("null: no number") });
const daysQuery = z.strictObject({ days: digits(days) });
const kept = z.int().nullable().describe("Days; null: no number, for ever");
const workspaceReply = z.object({ retention: z.object({ days: kept }) });
const roomReply = z.object({
  retention: z.object({
    days: kept.describe("The room's own number of days, or null"),
    workspaceDays: kept,
    appliedDays: kept.describe("The smaller of both; null: for ever"),
    heldAt: time.nullable().describe("Since when an admin holds the room"),
  }),
});
const previewReply = z.object({
  preview: z.object({
    messages: z.int(),
    files: z.int(),
    bytes: z.int().describe("Of these files"),
    oldest: time.nullable().describe("When the oldest of these messages was posted"),
  }),
});

const getWorkspace = createRoute({
  method: "get",
  path: "/admin/retention",
  summary: "Admins: for how many days messages are kept",
  responses: { 200: reply("The number.", workspaceReply), ...refusals },
});
const putWorkspace = createRoute({
  method: "put",
  path: "/admin/retention",
  summary: "Admins: set for how many days messages are kept",
  request: { body: jsonBody(daysBody) },
  responses: { 200: reply("The number, as it is now.", workspaceReply), ...refusals },
});
const getWorkspacePreview = createRoute({
  method: "get",
  path: "/admin/retention/preview",
  summary: "Admins: what would be emptied by this number",
  request: { query: daysQuery },
  responses: { 200: reply("Sums over all rooms.", previewReply), ...refusals },
});
const getRoom = createRoute({
  method: "get",
  path: "/rooms/{id}/retention",
  summary: "For how many days messages of a room of mine are kept, and whether it is held",
  request: { params: idParam },
  responses: { 200: reply("The numbers.", roomReply), ...refusals },
});
const putRoom = createRoute({
  method: "put",
  path: "/rooms/{id}/retention",
  summary: "Owners: the room's own number of days",
  request: { params: idParam, body: jsonBody(daysBody) },
  responses: { 200: reply("The numbers, as they are now.", roomReply), ...refusals },
});
const getRoomPreview = createRoute({
  method: "get",
  path: "/rooms/{id}/retention/preview",
  summary: "Owners: what would be emptied of the room by this number",
  request: { params: idParam, query: daysQuery },
  responses: { 200: reply("Sums.", previewReply), ...refusals },
});
const putHold = createRoute({
  method: "put",
  path: "/rooms/{id}/hold",
  summary: "Admins: hold a public or private room, so that retention empties nothing of it",
  request: { params: idParam },
  responses: { 204: nothing, ...refusals },
});
const deleteHold = createRoute({
  method: "delete",
  path: "/rooms/{id}/hold",
  summary: "Admins: release a room that is held",
  request: { params: idParam },
  responses: { 204: nothing, ...refusals },
});

/** Looking at so many portions (of 500 messages, J2) counts as one more preview. */
const portionsForOne = 200;

export interface RetentionRoutesDeps {
  retention: RetentionSettings;
  rates: Rates;
}

export function createRetentionRoutes({ retention, rates }: RetentionRoutesDeps) {
  /** It may look at every message there is: what it cost is held against the next (A5). */
  function beginPreview(userId: number): PreviewWork {
    rates.spend("preview", userId);
    return { onPortion: () => rates.charge("preview", userId, 1 / portionsForOne) };
  }

  return new OpenAPIHono<HttpEnv>({ defaultHook: refuseUndecoded })
    .openapi(getWorkspace, async (c) => {
      return c.json({ retention: await retention.readWorkspace(actorOf(c).userId) }, 200);
    })
    .openapi(putWorkspace, async (c) => {
      const actor = actorOf(c);
      rates.spend("room", actor.userId);
      return c.json({ retention: await retention.setWorkspace(actor, c.req.valid("json").days) }, 200);
    })
    .openapi(getWorkspacePreview, async (c) => {
      const { userId } = actorOf(c);
      const work = beginPreview(userId);
      const preview = await retention.previewWorkspace(userId, { ...c.req.valid("query"), ...work });
      return c.json({ preview }, 200);
    })
    .openapi(getRoom, async (c) => {
      return c.json({ retention: await retention.readRoom(actorOf(c).userId, c.req.valid("param").id) }, 200);
    })
    .openapi(putRoom, async (c) => {
      const actor = actorOf(c);
      rates.spend("room", actor.userId);
      const { id } = c.req.valid("param");
      return c.json({ retention: await retention.setRoom(actor, id, c.req.valid("json").days) }, 200);
    })
    .openapi(getRoomPreview, async (c) => {
      const { userId } = actorOf(c);
      const work = beginPreview(userId);
      const { id: roomId } = c.req.valid("param");
      const preview = await retention.previewRoom(userId, { roomId, ...c.req.valid("query"), ...work });
      return c.json({ preview }, 200);
    })
    .openapi(putHold, async (c) => {
      const actor = actorOf(c);
      rates.spend("room", actor.userId);
      await retention.holdRoom(actor, c.req.valid("param").id, true);
      return c.body(null, 204);
    })
    .openapi(deleteHold, async (c) => {
      const actor = actorOf(c);
      rates.spend("room", actor.userId);
      await retention.holdRoom(actor, c.req.valid("param").id, false);
      return c.body(null, 204);
    });
}
