// Everyone of the workspace, and what admins do with accounts.
import { z } from "zod";

import { safeText } from "../client_frames.ts";
import { logPage } from "../shapes/audit.ts";
import { backwardsQuery, idParam, ids, pageQuery, time } from "../shapes/lists.ts";
import { peoplePage, person, userRole } from "../shapes/people.ts";
import { reply, type Endpoints } from "./endpoint.ts";

const one = z.object({ user: person });

export const peopleEndpoints = {
  "GET /users": {
    summary: "Everyone by id; with q, whose names begin with it",
    session: "member",
    query: pageQuery.extend({ q: safeText.exactOptional(), ids: ids.exactOptional() }),
    replies: { 200: reply("A page of people.", peoplePage) },
  },
  "GET /users/{id}": {
    summary: "One person",
    session: "member",
    params: idParam,
    replies: { 200: reply("The person.", one) },
  },
  "PATCH /users/{id}": {
    summary: "Admins: give a role, deactivate or reactivate",
    session: "admin",
    params: idParam,
    body: z.strictObject({
      role: userRole.exactOptional(),
      deactivated: z.boolean().exactOptional(),
    }),
    replies: { 200: reply("The person, as they are now.", one) },
  },
  "POST /users/{id}/erase": {
    summary: "Admins: erase a person and all they wrote, for ever",
    session: "admin",
    params: idParam,
    body: z.strictObject({ username: safeText.describe("As it is: to be sure") }),
    replies: { 200: reply("The person, nameless.", one) },
  },
  "POST /users/{id}/reset": {
    summary: "Admins: make a link that sets a new password of another person",
    session: "admin",
    params: idParam,
    replies: {
      201: reply("The only answer that holds the link.", z.object({ url: z.string(), expiresAt: time })),
    },
  },
  "GET /audit": {
    summary: "Admins: what was done with accounts, and rooms entered",
    session: "admin",
    query: backwardsQuery,
    replies: { 200: reply("A page of entries, newest first.", logPage) },
  },
} as const satisfies Endpoints;
