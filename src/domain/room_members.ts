// The members of a room, and their roles (G2 to G4).
import { limits } from "../protocol/limits.ts";
import type { Member, Person, RoomRole } from "../protocol/shapes.ts";
import type { Access } from "./access.ts";
import { searchKeyOf } from "./accounts/search_keys.ts";
import { ChatError, notFound } from "./chat_error.ts";
import type { Actor, Journal } from "./journal.ts";
import { accepted } from "./message_refusals.ts";
import { readPage, type ListPage } from "./pages.ts";
import { mustRule } from "./room_rules.ts";
import type { AccountStore, RoomStore } from "./stores.ts";

interface RoomMembersDeps {
  access: Access;
  journal: Pick<Journal, "submit">;
  rooms: Pick<RoomStore, "pageMembers" | "findMembers">;
  accounts: Pick<AccountStore, "findUser" | "pageNotIn">;
}

export function createRoomMembers({ access, journal, rooms, accounts }: RoomMembersDeps) {
  async function listMembers(
    userId: number,
    roomId: number,
    page: ListPage,
  ): Promise<{ members: Member[]; next: number | null }> {
    await access.accessRoom(userId, roomId);
    const { rows, next } = await readPage(
      page,
      (bounds) => rooms.pageMembers(roomId, bounds),
      (member) => member.user.id,
    );
    return { members: rows, next };
  }

  /**
   * G13: people who can be added. Where most people are members, a page may be short or empty, with `next`; with `q`, people with a name that
   * begins with it, without a next page.
   */
  async function listOthers(
    userId: number,
    roomId: number,
    { q = "", after = 0, limit = limits.listPage }: ListPage & { q?: string | undefined },
  ): Promise<{ users: Person[]; next: number | null }> {
    await access.accessRoom(userId, roomId);
    const key = searchKeyOf(q.trim());
    const bounds = { after, limit: limit + 1 };
    const { people, scannedTo } = await accounts.pageNotIn(roomId, key === "" ? bounds : { ...bounds, key });
    const users = people.slice(0, limit);
    if (key !== "") return { users, next: null };
    return { users, next: people.length > limit ? (users.at(-1)?.id ?? null) : scannedTo };
  }

  /** All or none of them; returns those who are members now. */
  async function addMembers(actor: Actor, roomId: number, people: number[]): Promise<Member[]> {
    const { room } = await access.accessRoom(actor.userId, roomId);
    refuseDirect(room.kind, "Nobody is added to a direct room. Open one with more people.");
    const userIds = [...new Set(people)].sort((a, b) => a - b);
    if (userIds.length > limits.maxMembersAdded) {
      throw new ChatError("too_many", `You can add at most ${limits.maxMembersAdded} people at once.`, {
        field: "userIds",
      });
    }
    accepted(await journal.submit({ kind: "addMembers", actor, roomId, userIds }), "One of these people");
    return rooms.findMembers(roomId, userIds);
  }

  /** A person who is no member was removed already: no refusal. */
  async function removeMember(actor: Actor, roomId: number, userId: number): Promise<void> {
    await mustRuleIn(actor, roomId);
    accepted(await journal.submit({ kind: "removeMember", actor, roomId, userId }), "The room");
  }

  async function setRole(
    actor: Actor,
    roomId: number,
    { userId, role }: { userId: number; role: RoomRole },
  ): Promise<Member> {
    await mustRuleIn(actor, roomId);
    const outcome = await journal.submit({ kind: "setRoomRole", actor, roomId, userId, role });
    if (!outcome.ok && outcome.reason === "not_allowed") {
      throw new ChatError("not_allowed", "The room that everyone joins has no owners.");
    }
    accepted(outcome, "The member");
    const [member] = await rooms.findMembers(roomId, [userId]);
    if (!member) throw notFound("The member");
    return member;
  }

  async function mustRuleIn(actor: Actor, roomId: number): Promise<void> {
    const membership = await access.accessRoom(actor.userId, roomId);
    refuseDirect(membership.room.kind, "A direct room has neither owners nor roles.");
    mustRule(membership, await accounts.findUser(actor.userId));
  }

  return { listMembers, listOthers, addMembers, removeMember, setRole };
}

function refuseDirect(kind: string, sentence: string): void {
  if (kind === "direct") throw new ChatError("not_allowed", sentence);
}
