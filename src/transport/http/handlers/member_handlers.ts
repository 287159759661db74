import type { Rooms } from "../../../domain/rooms.ts";
import type { memberEndpoints } from "../../../protocol/endpoints/member_endpoints.ts";
import type { Rates } from "../../rates.ts";
import type { Handlers } from "../register.ts";

interface MemberHandlersDeps {
  rooms: Pick<Rooms, "members">;
  rates: Rates;
}

export function createMemberHandlers({
  rooms: { members },
  rates,
}: MemberHandlersDeps): Handlers<typeof memberEndpoints> {
  return {
    "GET /rooms/{id}/members": async ({ actor, params, query }) => ({
      200: await members.listMembers(actor.userId, params.id, query),
    }),
    "GET /rooms/{id}/others": async ({ actor, params, query }) => ({
      200: await members.listOthers(actor.userId, params.id, query),
    }),
    "POST /rooms/{id}/members": async ({ actor, params, body: { userIds } }) => {
      rates.spend("addMember", actor.userId, new Set(userIds).size);
      return { 200: { members: await members.addMembers(actor, params.id, userIds) } };
    },
    "PATCH /rooms/{id}/members/{userId}": async ({ actor, params: { id, userId }, body: { role } }) => ({
      200: { member: await members.setRole(actor, id, { userId, role }) },
    }),
    "DELETE /rooms/{id}/members/{userId}": async ({ actor, params: { id, userId } }) => {
      await members.removeMember(actor, id, userId);
      return { 204: undefined };
    },
  };
}
