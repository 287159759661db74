// Catching up and read marks.
import { z } from "zod";

import { epoch, position } from "../client_frames.ts";
import { digits, idParam } from "../shapes/lists.ts";
import { syncPage } from "../shapes/messages.ts";
import { counts } from "../shapes/rooms.ts";
import { done, reply, type Endpoints } from "./endpoint.ts";

export const readingEndpoints = {
  "GET /rooms/{id}/sync": {
    summary: "Changes of a room after a rev of an epoch",
    session: "member",
    rate: "sync",
    params: idParam,
    query: z.strictObject({ rev: digits(position), epoch: epoch.exactOptional() }),
    replies: {
      200: reply(
        "The changes, by ascending rev.",
        syncPage.extend({ epoch: z.string().describe("The epoch of the rev; send both") }),
      ),
    },
  },
  "PUT /rooms/{id}/read": {
    summary: "Mark a room as read up to seq, or as unread from there on",
    session: "member",
    rate: "mark",
    params: idParam,
    body: z.strictObject({ seq: position, unread: z.boolean().exactOptional() }),
    replies: { 200: reply("My counts.", z.object({ counts })) },
  },
  "POST /rooms/read": {
    summary: "Mark all rooms as read",
    session: "member",
    rate: "mark",
    replies: { 204: done },
  },
} as const satisfies Endpoints;
