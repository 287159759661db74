// What only admins are told and make, in any storage: the list of rooms (G8), reset links (R8).
import { afterEach, beforeEach, expect, test } from "bun:test";

import { searchKeyOf } from "../../src/domain/accounts/search_keys.ts";
import type { Actor } from "../../src/domain/journal.ts";
import { done, openWorkspace, type Workspace, type StorageKind } from "./workspace.ts";

export function adminSuite(kind: StorageKind): void {
  let workspace: Workspace;
  beforeEach(async () => {
    workspace = await openWorkspace(kind);
  });
  afterEach(() => workspace.dispose());

  const list = ({ after = 0, limit = 100, q = "" } = {}) =>
    workspace.stores().rooms.pageListed({ after, limit, key: searchKeyOf(q) });
  const names = async (page: Parameters<typeof list>[0]) => (await list(page)).map(({ name }) => name);

  test("[G8] public and private rooms are listed with their people and their last time, direct ones are not", async () => {
    const { ada, bob, clock, submit, post, createRoom } = workspace;
    const eve = await workspace.newcomer("Eve");
    const made = clock.now;
    const cellar = await createRoom(bob, "cellar", "private");
    const userIds = [ada.userId, bob.userId].toSorted((a, b) => a - b);
    const { roomId: direct } = done(await submit({ kind: "openDirect", actor: ada, userIds }));
    const attic = await createRoom(eve, "attic");
    await submit({ kind: "addMembers", actor: bob, roomId: cellar, userIds: [eve.userId] });
    await submit({ kind: "setRoomRole", actor: bob, roomId: cellar, userId: eve.userId, role: "owner" });
    clock.now += 1000;
    await post(bob, "first", { roomId: cellar });
    clock.now += 1000;
    const { message } = done(await post(bob, "last", { roomId: cellar }));
    await post(bob, "unheard", { roomId: direct });
    await workspace.remove(bob, message);
    await submit({ kind: "changeRoom", actor: eve, roomId: attic, archived: true });
    const archivedAt = clock.now;
    const nothing = { archivedAt: null, lastAt: null, createdAt: made };
    const rooms = [
      { ...nothing, id: 1, kind: "public", name: "lounge", members: 3, owners: 0 },
      { ...nothing, id: cellar, kind: "private", name: "cellar", members: 2, owners: 2, lastAt: made + 2000 },
      { ...nothing, id: attic, kind: "public", name: "attic", members: 1, owners: 1, archivedAt },
    ];
    expect(await list()).toEqual(rooms.map((room) => expect.objectContaining(room)));
    expect(Object.keys((await list())[0] ?? {}).sort()).toEqual(Object.keys(rooms[0] ?? {}).sort());
    // P2: they keep their place, and are not counted.
    await submit({ kind: "deactivate", actor: ada, userId: eve.userId });
    expect((await list()).map(({ members, owners }) => [members, owners])).toEqual([
      [2, 0],
      [1, 1],
      [0, 0],
    ]);
    await submit({ kind: "erasePerson", actor: ada, userId: eve.userId });
    expect((await list()).map(({ members }) => members)).toEqual([2, 1, 0]);
  });

  test("[G8] it comes in pages by id, and by what a name holds in any case", async () => {
    const { ada, createRoom } = workspace;
    for (const name of ["Übung", "Straße", "100%", "a_b"]) await createRoom(ada, name);
    expect(await names({ limit: 2 })).toEqual(["lounge", "Übung"]);
    const [, second] = await list({ limit: 2 });
    expect(await names({ after: second?.id ?? 0, limit: 2 })).toEqual(["Straße", "100%"]);
    expect(await names({ q: "ÜBUNG" })).toEqual(["Übung"]);
    expect(await names({ q: "strasse" })).toEqual(["Straße"]);
    expect(await names({ q: "%" })).toEqual(["100%"]);
    expect(await names({ q: "_" })).toEqual(["a_b"]);
    expect(await names({ q: "u", limit: 1 })).toEqual(["lounge"]);
    expect(await names({ q: "nowhere" })).toEqual([]);
    expect(await names({ q: "b", after: second?.id ?? 0 })).toEqual(["a_b"]);
  });

  test("[R8] admins make reset links for anyone with an account, which the audit log says without the link", async () => {
    const { ada, bob, clock, submit, stores } = workspace;
    const eve = await workspace.newcomer("Eve");
    const make = (actor: Actor | null, userId: number, tokenHash: string) =>
      submit({ kind: "createReset", actor, userId, tokenHash, expiresAt: clock.now + 1000 });
    const refused = (reason: string) => ({ ok: false, reason }) as never;
    expect(await make(bob, eve.userId, "his")).toEqual(refused("not_allowed"));
    expect(await make(ada, 999, "nobody's")).toEqual(refused("not_found"));
    expect(await make(ada, bob.userId, "first")).toEqual({ ok: true });
    expect(await make(ada, bob.userId, "second")).toEqual({ ok: true });
    await make(null, bob.userId, "third");
    expect((await stores().accounts.findReset("third", clock.now))?.userId).toBe(bob.userId);
    expect(await stores().accounts.findReset("second", clock.now)).toBeNull();
    await submit({ kind: "deactivate", actor: ada, userId: bob.userId });
    expect(await make(ada, bob.userId, "late")).toEqual(refused("person_gone"));
    await submit({ kind: "erasePerson", actor: ada, userId: eve.userId });
    expect(await make(ada, eve.userId, "late")).toEqual(refused("person_gone"));
    const laptop = await workspace.signIn(ada.userId);
    await submit({ kind: "endSession", actor: ada, sessionId: laptop.sessionId });
    expect(await make(laptop, ada.userId, "late")).toEqual(refused("session_over"));
    const entries = (await stores().accounts.pageAudit({ limit: 100 })).filter(
      ({ action }) => action === "user_reset",
    );
    // The last one from the command line.
    expect(entries.map(({ actor }) => actor?.id ?? null)).toEqual([null, ada.userId, ada.userId]);
    expect(entries[1]).toMatchObject({ user: { id: bob.userId }, detail: "" });
  });
}
