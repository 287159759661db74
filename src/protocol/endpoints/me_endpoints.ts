// My account: who I am, my password, my sessions.
import { z } from "zod";

import { position, safeText } from "../client_frames.ts";
import { sessionInfo } from "../shapes/accounts.ts";
import { idParam } from "../shapes/lists.ts";
import { somePreferences, user } from "../shapes/people.ts";
import { done, reply, type Endpoints } from "./endpoint.ts";

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "not a time of day");

export const meEndpoints = {
  "GET /me": {
    summary: "Get the signed-in person",
    session: "member",
    replies: { 200: reply("Me.", z.object({ user })) },
  },
  "PATCH /me": {
    summary: "Change my profile and preferences",
    session: "member",
    body: z.strictObject({
      displayName: safeText.exactOptional().describe("Empty: use the username"),
      status: z
        .strictObject({ emoji: safeText, text: safeText, until: position.nullable() })
        .nullable()
        .exactOptional(),
      dndUntil: position.nullable().exactOptional(),
      quietHours: z.strictObject({ from: clock, to: clock, zone: safeText }).nullable().exactOptional(),
      receipts: z.boolean().exactOptional(),
      preferences: somePreferences.exactOptional().describe("Only those to change"),
    }),
    replies: { 200: reply("Me.", z.object({ user })) },
  },
  "POST /me/password": {
    summary: "Change my password and end all my other sessions",
    session: "member",
    body: z.strictObject({ current: safeText, password: safeText }),
    replies: { 204: done },
  },
  "GET /sessions": {
    summary: "List my sessions",
    session: "member",
    replies: {
      200: reply("My sessions, last used first.", z.object({ sessions: z.array(sessionInfo) })),
    },
  },
  "DELETE /sessions/{id}": {
    summary: "End one of my sessions",
    session: "member",
    params: idParam,
    replies: { 204: done },
  },
  "DELETE /sessions": {
    summary: "End all my other sessions",
    session: "member",
    replies: { 204: done },
  },
} as const satisfies Endpoints;
