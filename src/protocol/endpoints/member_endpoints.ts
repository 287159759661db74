// Who is in a room.
import { z } from "zod";

import { id, safeText } from "../client_frames.ts";
import { digits, idParam, next, pageQuery } from "../shapes/lists.ts";
import { peoplePage } from "../shapes/people.ts";
import { member, roomRole } from "../shapes/rooms.ts";
import { done, reply, type Endpoints } from "./endpoint.ts";

const memberParams = z.strictObject({ id: digits(id), userId: digits(id) });

export const memberEndpoints = {
  "GET /rooms/{id}/members": {
    summary: "List the members of a room",
    session: "member",
    params: idParam,
    query: pageQuery,
    replies: {
      200: reply("A page of members, by user id.", z.object({ members: z.array(member), next })),
    },
  },
  "GET /rooms/{id}/others": {
    summary: "List active people who are not in a room; with q, by the beginning of a name",
    session: "member",
    rate: "history",
    params: idParam,
    query: pageQuery.extend({ q: safeText.exactOptional() }),
    replies: { 200: reply("A page of people, by id.", peoplePage) },
  },
  "POST /rooms/{id}/members": {
    summary: "Add people to a room, all or none",
    session: "member",
    rate: "room",
    params: idParam,
    body: z.strictObject({ userIds: z.array(id).min(1) }),
    replies: { 200: reply("The new members.", z.object({ members: z.array(member) })) },
  },
  "PATCH /rooms/{id}/members/{userId}": {
    summary: "Owners: change a member's role",
    session: "member",
    rate: "room",
    params: memberParams,
    body: z.strictObject({ role: roomRole }),
    replies: { 200: reply("The member.", z.object({ member })) },
  },
  "DELETE /rooms/{id}/members/{userId}": {
    summary: "Owners: remove a member",
    session: "member",
    rate: "room",
    params: memberParams,
    replies: { 204: done },
  },
} as const satisfies Endpoints;
