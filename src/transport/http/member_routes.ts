// Who is in a room, over REST.
import { createRoute, OpenAPIHono } from "@hono/zod-openapi";

import type { Rooms } from "../../domain/rooms.ts";
import type { Rates } from "../rates.ts";
import { actorOf } from "./actor_of.ts";
import { jsonBody, nothing, refusals, reply } from "./declare.ts";
import type { HttpEnv } from "./env.ts";
import { idParam, pageQuery } from "./list_shapes.ts";
import { peopleQuery } from "./accounts/account_shapes.ts";
import { peopleReply } from "./person_shapes.ts";
import { refuseUndecoded } from "./refusals.ts";
import {
  addedReply,
  addMembersBody,
  memberParam,
  memberReply,
  membersReply,
  roleBody,
} from "./room_shapes.ts";

const getMembers = createRoute({
  method: "get",
  path: "/rooms/{id}/members",
  summary: "Who is in a room of mine",
  request: { params: idParam, query: pageQuery },
  responses: { 200: reply("A page of members by user id.", membersReply), ...refusals },
});
const getOthers = createRoute({
  method: "get",
  path: "/rooms/{id}/others",
  summary: "Active people who are not in a room of mine; with q, whose names begin with it",
  request: { params: idParam, query: peopleQuery.omit({ ids: true }) },
  responses: { 200: reply("A page of people by id.", peopleReply), ...refusals },
});
const postMembers = createRoute({
  method: "post",
  path: "/rooms/{id}/members",
  summary: "Add people to a room of mine, all or none",
  request: { params: idParam, body: jsonBody(addMembersBody) },
  responses: { 200: reply("Those of them who are in now.", addedReply), ...refusals },
});
const patchMember = createRoute({
  method: "patch",
  path: "/rooms/{id}/members/{userId}",
  summary: "Give a role: owners",
  request: { params: memberParam, body: jsonBody(roleBody) },
  responses: { 200: reply("The member, as they are now.", memberReply), ...refusals },
});
const deleteMember = createRoute({
  method: "delete",
  path: "/rooms/{id}/members/{userId}",
  summary: "Remove someone: owners",
  request: { params: memberParam },
  responses: { 204: nothing, ...refusals },
});

export function createMemberRoutes({ rooms: { members }, rates }: { rooms: Rooms; rates: Rates }) {
  return new OpenAPIHono<HttpEnv>({ defaultHook: refuseUndecoded })
    .openapi(getMembers, async (c) => {
      const { userId } = actorOf(c);
      return c.json(await members.listMembers(userId, c.req.valid("param").id, c.req.valid("query")), 200);
    })
    .openapi(getOthers, async (c) => {
      const { userId } = actorOf(c);
      return c.json(await members.listOthers(userId, c.req.valid("param").id, c.req.valid("query")), 200);
    })
    .openapi(postMembers, async (c) => {
      const actor = actorOf(c);
      rates.spend("room", actor.userId);
      const { userIds } = c.req.valid("json");
      rates.spend("addMember", actor.userId, new Set(userIds).size);
      return c.json({ members: await members.addMembers(actor, c.req.valid("param").id, userIds) }, 200);
    })
    .openapi(patchMember, async (c) => {
      const actor = actorOf(c);
      rates.spend("room", actor.userId);
      const { id, userId } = c.req.valid("param");
      const { role } = c.req.valid("json");
      return c.json({ member: await members.setRole(actor, id, { userId, role }) }, 200);
    })
    .openapi(deleteMember, async (c) => {
      const actor = actorOf(c);
      rates.spend("room", actor.userId);
      const { id, userId } = c.req.valid("param");
      await members.removeMember(actor, id, userId);
      return c.body(null, 204);
    });
}
