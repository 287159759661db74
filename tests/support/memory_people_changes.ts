// What people do to themselves and admins to them, in the memory twin (P1 to P4, G4).
import type { Actor, PassedRoom, Refusal } from "../../src/domain/journal.ts";
import { defaultPreferences } from "../../src/protocol/preferences.ts";
import { dropWhere, isAdmin, note, notFound, over, refuse, type Apply } from "./memory_change.ts";
import { isLikeAdmin, updateTwins } from "./memory_twins.ts";
import { isActive, lives, type Tables, type UserRow } from "./memory_tables.ts";

type PeopleChanges = Pick<
  Apply,
  "changeProfile" | "setAvatar" | "removeAvatar" | "setUserRole" | "deactivate" | "reactivate" | "erasePerson"
>;

export function createMemoryPeopleChanges(tables: Tables): PeopleChanges {
  const { users, sessions, rooms, messages, invites, resets, saves, erasures } = tables;

  function personFor(
    { actor, userId }: { actor: Actor | null; userId: number },
    at: number,
  ): UserRow | Refusal {
    if (actor && !lives(tables, actor, at)) return over;
    if (actor && !isAdmin(tables, actor)) return refuse("not_allowed");
    return users.get(userId) ?? notFound;
  }

  function isLastAdmin(person: UserRow): boolean {
    const isOne = (user: UserRow) => user.role === "admin" && isActive(user);
    return isOne(person) && ![...users.values()].some((user) => user.id !== person.id && isOne(user));
  }

  /** G4. */
  function passRooms(userId: number, at: number): PassedRoom[] {
    const passed: PassedRoom[] = [];
    for (const room of rooms.values()) {
      const member = room.members.get(userId);
      if (member?.role !== "owner") continue;
      member.role = "member";
      const others = [...room.members].filter(([id]) => id !== userId && isActive(users.get(id)));
      if (others.some(([, { role }]) => role === "owner")) continue;
      const [heir] = others.sort(([a, first], [b, second]) => first.joinedAt - second.joinedAt || a - b);
      if (!heir) continue;
      heir[1].role = "owner";
      passed.push({ roomId: room.id, userId: heir[0] });
      note(tables, {
        at,
        action: "member_role",
        actorId: null,
        userId: heir[0],
        roomId: room.id,
        detail: "owner",
      });
    }
    return passed.sort((a, b) => a.roomId - b.roomId);
  }

  /** G4: what nobody could follow in. */
  function takeOrphans(userId: number, at: number): void {
    for (const room of rooms.values()) {
      const member = room.members.get(userId);
      if (!member || room.kind === "direct" || room.joinOnRegister) continue;
      if ([...room.members.values()].some(({ role }) => role === "owner")) continue;
      member.role = "owner";
      const kept = { at, actorId: null, userId, roomId: room.id, detail: "owner" };
      note(tables, { ...kept, action: "member_role" });
    }
  }

  function endSessions(userId: number): number[] {
    const ended = [...sessions.values()].filter((one) => one.userId === userId).map(({ id }) => id);
    for (const id of ended) sessions.delete(id);
    return ended;
  }

  function changeAvatar(user: UserRow, hash: string | null) {
    const was = user.avatarHash;
    user.avatarHash = hash;
    return { ok: true, changed: was !== hash, dropped: was === hash ? null : was } as const;
  }

  return {
    changeProfile({ actor, displayName, status, dndUntil, quietHours, receipts, preferences }, at) {
      const user = users.get(actor.userId);
      if (!user || !lives(tables, actor, at)) return over;
      const was = { ...user };
      if (displayName) {
        const isOther = user.role !== "admin" && displayName.text !== user.displayName;
        if (isOther && isLikeAdmin(tables, displayName.looks, user.id)) return refuse("display_taken");
        user.displayName = displayName.text;
        user.displayKey = displayName.key;
        user.displayLooks = displayName.looks;
      }
      if (status !== undefined) user.status = status;
      if (dndUntil !== undefined) user.dndUntil = dndUntil;
      if (quietHours !== undefined) user.quietHours = quietHours;
      user.receipts = receipts ?? user.receipts;
      user.preferences = { ...user.preferences, ...preferences };
      const receiptsChanged = user.receipts !== was.receipts;
      const changed = !Bun.deepEquals(was, user);
      return { ok: true, changed, receiptsChanged, ...updateTwins(tables, user.id) };
    },

    setAvatar({ actor, hash }, at) {
      const user = users.get(actor.userId);
      if (!user || !lives(tables, actor, at)) return over;
      return changeAvatar(user, hash);
    },

    removeAvatar({ actor, userId }, at) {
      const isMine = userId === actor.userId;
      const person = isMine ? users.get(userId) : personFor({ actor, userId }, at);
      if (!person || !lives(tables, actor, at)) return over;
      if ("ok" in person) return person;
      const outcome = changeAvatar(person, null);
      if (outcome.changed && !isMine) {
        const kept = { at, actorId: actor.userId, userId, forAdmins: true };
        note(tables, { ...kept, action: "user_avatar_removed" });
      }
      return outcome;
    },

    setUserRole({ actor, userId, role }, at) {
      const person = personFor({ actor, userId }, at);
      if ("ok" in person) return person;
      if (!isActive(person)) return refuse("person_gone");
      if (role === "member" && isLastAdmin(person)) return refuse("last_admin");
      const changed = person.role !== role;
      person.role = role;
      if (changed) {
        note(tables, {
          at,
          action: "user_role",
          actorId: actor?.userId ?? null,
          userId,
          detail: role,
          forAdmins: true,
        });
      }
      return { ok: true, changed };
    },

    deactivate({ actor, userId }, at) {
      const person = personFor({ actor, userId }, at);
      if ("ok" in person) return person;
      if (person.isErased) return refuse("person_gone");
      if (isLastAdmin(person)) return refuse("last_admin");
      if (person.isDeactivated) return { ok: true, changed: false, passed: [], ended: [] };
      const passed = passRooms(userId, at);
      for (const invite of invites.values()) if (invite.createdBy === userId) invite.revoked = true;
      resets.delete(userId);
      const ended = endSessions(userId);
      person.isDeactivated = true;
      note(tables, {
        at,
        action: "user_deactivated",
        actorId: actor?.userId ?? null,
        userId,
        forAdmins: true,
      });
      return { ok: true, changed: true, passed, ended };
    },

    reactivate({ actor, userId }, at) {
      const person = personFor({ actor, userId }, at);
      if ("ok" in person) return person;
      if (person.isErased) return refuse("person_gone");
      const changed = person.isDeactivated;
      person.isDeactivated = false;
      if (changed) {
        takeOrphans(userId, at);
        note(tables, {
          at,
          action: "user_reactivated",
          actorId: actor?.userId ?? null,
          userId,
          forAdmins: true,
        });
      }
      return { ok: true, changed };
    },

    erasePerson({ actor, userId }, at) {
      const person = personFor({ actor, userId }, at);
      if ("ok" in person) return person;
      if (isLastAdmin(person)) return refuse("last_admin");
      if (person.isErased)
        return {
          ok: true,
          changed: false,
          passed: [],
          roomIds: [],
          directIds: [],
          emptied: [],
          ended: [],
          dropped: null,
        };
      const passed = passRooms(userId, at);
      const dropped = person.avatarHash;
      const mine = [...rooms.values()].filter((room) => room.members.delete(userId));
      const empty = mine.filter(({ kind, lastSeq }) => kind === "direct" && lastSeq === 0);
      const emptied = empty.flatMap(({ id, members }) =>
        [...members.keys()].map((otherId) => ({ roomId: id, userId: otherId })),
      );
      for (const { id } of empty) {
        rooms.delete(id);
        for (const file of tables.files.values()) if (file.roomId === id) tables.files.delete(file.id);
      }
      note(tables, { at, action: "user_erased", actorId: actor.userId, userId, forAdmins: true });
      erasures.set(userId, { nextId: 1, lastId: Math.max(0, ...messages.keys()) });
      resets.delete(userId);
      dropWhere(saves, (row) => row.userId === userId);
      for (const [id, invite] of invites) if (invite.createdBy === userId) invites.delete(id);
      const ended = endSessions(userId);
      Object.assign(person, {
        username: "",
        foldedLook: `ERASED ${userId}`,
        typedLook: `ERASED ${userId}`,
        displayName: "",
        usernameKey: "",
        displayKey: "",
        displayLooks: { foldedLook: `ERASED ${userId}`, typedLook: `ERASED ${userId}` },
        passwordHash: "",
        role: "member",
        status: null,
        dndUntil: null,
        quietHours: null,
        preferences: defaultPreferences,
        avatarHash: null,
        isDeactivated: true,
        isErased: true,
      } satisfies Partial<UserRow>);
      const roomIds = mine.map(({ id }) => id).sort((a, b) => a - b);
      const directIds = roomIds.filter((id) => mine.some((one) => one.id === id && one.kind === "direct"));
      return {
        ok: true,
        changed: true,
        passed,
        roomIds,
        directIds,
        emptied,
        ended,
        dropped,
        ...updateTwins(tables, userId),
      };
    },
  };
}
