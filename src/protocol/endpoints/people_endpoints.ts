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
    summary: "List people by id; with q, by the beginning of a name",
    session: "member",
    query: pageQuery.extend({ q: safeText.exactOptional(), ids: ids.exactOptional() }),
    replies: { 200: reply("A page of people.", peoplePage) },
  },
  "GET /users/{id}": {
    summary: "Get a person",
    session: "member",
    params: idParam,
    replies: { 200: reply("The person.", one) },
  },
  "PATCH /users/{id}": {
    summary: "Admins: change a role, deactivate or reactivate",
    session: "admin",
    params: idParam,
    body: z.strictObject({
      role: userRole.exactOptional(),
      deactivated: z.boolean().exactOptional(),
    }),
    replies: { 200: reply("The person.", one) },
  },
  "POST /users/{id}/erase": {
    summary: "Admins: erase a person and everything they wrote, for good",
    session: "admin",
    params: idParam,
    body: z.strictObject({ username: safeText.describe("The person's username, as a confirmation") }),
    replies: { 200: reply("The person, without names.", one) },
  },
  "POST /users/{id}/reset": {
    summary: "Admins: create a password reset link for another person",
    session: "admin",
    params: idParam,
    replies: {
      201: reply("The link, shown only here.", z.object({ url: z.string(), expiresAt: time })),
    },
  },
  "GET /audit": {
    summary: "Admins: list the audit log: changes of accounts, rooms entered",
    session: "admin",
    query: backwardsQuery,
    replies: { 200: reply("A page of entries, newest first.", logPage) },
  },
} as const satisfies Endpoints;
