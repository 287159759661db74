// Rooms: finding, making and changing them, and what one sets for them.
import { z } from "zod";

import { id, position, safeText } from "../client_frames.ts";
import { logPage } from "../shapes/audit.ts";
import { backwardsQuery, idParam, ids, next, pageQuery } from "../shapes/lists.ts";
import { broadcasts, joinableRoom, listedRoom, namedKind, notify, room } from "../shapes/rooms.ts";
import { done, reply, type Endpoints } from "./endpoint.ts";

const one = z.object({ room });
const warn = z.boolean().exactOptional().describe("Refuse if another room has this name (L10)");

export const roomEndpoints = {
  "GET /rooms": {
    summary: "List my rooms with counts, or public rooms to join; with ids, those I am in; with q, by name",
    session: "member",
    query: pageQuery.extend({
      joined: z.enum(["true", "false"]).exactOptional(),
      ids: ids.exactOptional(),
      q: safeText.exactOptional(),
    }),
    replies: {
      200: reply(
        "A page of rooms, by id.",
        z.object({ rooms: z.array(z.union([joinableRoom, room])), next }),
      ),
    },
  },
  "GET /admin/rooms": {
    summary: "Admins: list public and private rooms; with q, by part of a name",
    session: "admin",
    query: pageQuery.extend({ q: safeText.exactOptional() }),
    replies: { 200: reply("A page of rooms, by id.", z.object({ rooms: z.array(listedRoom), next })) },
  },
  "POST /rooms": {
    summary: "Create a public or private room and join it",
    session: "member",
    rate: "room",
    body: z.strictObject({
      name: safeText,
      topic: safeText.exactOptional(),
      kind: namedKind.exactOptional(),
      warn,
    }),
    replies: { 201: reply("The new room.", one) },
  },
  "POST /direct": {
    summary: "Open the direct room of these people and me",
    session: "member",
    rate: "room",
    body: z.strictObject({ userIds: z.array(id) }),
    replies: { 201: reply("The new room.", one), 200: reply("It existed already.", one) },
  },
  "GET /rooms/{id}": {
    summary: "Get a room of mine or a public one",
    session: "member",
    params: idParam,
    replies: { 200: reply("The room.", one) },
  },
  "PATCH /rooms/{id}": {
    summary: "Change a room: name and topic; owners also kind, archived and broadcasts",
    session: "member",
    rate: "room",
    params: idParam,
    body: z.strictObject({
      name: safeText.exactOptional(),
      topic: safeText.exactOptional(),
      kind: namedKind.exactOptional(),
      archived: z.boolean().exactOptional(),
      broadcasts: broadcasts.exactOptional(),
      warn,
    }),
    replies: { 200: reply("The room.", one) },
  },
  "POST /rooms/{id}/join": {
    summary: "Join a public room",
    session: "member",
    rate: "room",
    params: idParam,
    replies: { 200: reply("The room.", one) },
  },
  "POST /rooms/{id}/leave": {
    summary: "Leave a room; a direct room is hidden",
    session: "member",
    rate: "room",
    params: idParam,
    replies: { 204: done },
  },
  "POST /rooms/{id}/enter": {
    summary: "Admins: join a private room as an owner; its members see it",
    session: "admin",
    rate: "room",
    params: idParam,
    replies: { 200: reply("The room.", one) },
  },
  "GET /rooms/{id}/presence": {
    summary: "Count the members of a room who are online or away",
    session: "member",
    params: idParam,
    replies: { 200: reply("The numbers.", z.object({ online: z.int(), away: z.int() })) },
  },
  "PATCH /rooms/{id}/settings": {
    summary: "Change my own settings for a room",
    session: "member",
    rate: "room",
    params: idParam,
    body: z.strictObject({
      notify: notify.exactOptional(),
      mutedUntil: position.nullable().exactOptional(),
      starred: z.boolean().exactOptional(),
      hidden: z.boolean().exactOptional().describe("Direct rooms only"),
    }),
    replies: { 200: reply("The room.", one) },
  },
  "GET /rooms/{id}/log": {
    summary: "List the activity of a room",
    session: "member",
    params: idParam,
    query: backwardsQuery,
    replies: { 200: reply("A page of entries, newest first.", logPage) },
  },
} as const satisfies Endpoints;
