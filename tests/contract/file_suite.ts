// Rows of files, and what a person's files have together: the same on every storage.
import { afterEach, beforeEach, describe, expect, test } from "bun:test";

import type { Actor, ChangeOf } from "../../src/domain/journal.ts";
import { done, openWorkspace, type Workspace, type StorageKind } from "./workspace.ts";

const dayMs = 24 * 3600_000;

export function fileSuite(kind: StorageKind): void {
  describe("files", () => {
    let workspace: Workspace;
    beforeEach(async () => {
      workspace = await openWorkspace(kind);
    });
    afterEach(() => workspace.dispose());

    function add(actor: Actor, options: Partial<ChangeOf<"addFile">> = {}) {
      return workspace.submit({
        kind: "addFile",
        actor,
        roomId: 1,
        hash: "a".repeat(64),
        thumbHash: null,
        name: "notes.txt",
        type: "text/plain",
        size: 10,
        width: null,
        height: null,
        quotaBytes: 1000,
        filesBytes: null,
        ...options,
      });
    }

    test("[F1] a file is found as it was added, not yet in a message", async () => {
      const hashes = { hash: "b".repeat(64), thumbHash: "c".repeat(64) };
      const { fileId } = done(
        await add(workspace.ada, { ...hashes, name: '日本語 "x";', width: 30, height: 20 }),
      );
      expect(await workspace.stores().files.findFile(fileId)).toEqual({
        id: fileId,
        roomId: 1,
        uploaderId: workspace.ada.userId,
        messageId: null,
        ...hashes,
        name: '日本語 "x";',
        type: "text/plain",
        size: 10,
      });
      expect(await workspace.stores().files.findFile(fileId + 1000)).toBeNull();
    });

    test("[F1] who is not in the room adds nothing, nor does an ended session", async () => {
      const { ada, bob, submit } = workspace;
      const roomId = await workspace.createRoom(ada, "garden");
      expect(await add(bob, { roomId })).toEqual({ ok: false, reason: "not_found" });
      expect(await add(ada, { roomId: 999_999 })).toEqual({ ok: false, reason: "not_found" });
      const phone = await workspace.signIn(bob.userId);
      const [, late] = await Promise.all([
        submit({ kind: "endSession", actor: bob, sessionId: phone.sessionId }),
        add(phone),
      ]);
      expect(late).toEqual({ ok: false, reason: "session_over" });
      expect(await workspace.stores().files.usage(bob.userId)).toBe(0);
    });

    test("[F3] a person's files have at most the quota together, also when they come at once", async () => {
      const { ada, bob } = workspace;
      const outcomes = await Promise.all([1, 2, 3].map(() => add(ada, { size: 400 })));
      expect(outcomes.map((outcome) => outcome.ok)).toEqual([true, true, false]);
      expect(outcomes[2]).toEqual({ ok: false, reason: "quota" });
      expect(done(await add(ada, { size: 200 }))).toMatchObject({ ok: true });
      expect(await add(ada, { size: 1 })).toEqual({ ok: false, reason: "quota" });
      expect((await add(bob, { size: 1000 })).ok).toBe(true);
      expect(
        await Promise.all([ada, bob].map(({ userId }) => workspace.stores().files.usage(userId))),
      ).toEqual([1000, 1000]);
    });

    test("[F3] the files of all people have a bound together where it is set, also when they come at once", async () => {
      const { ada, bob } = workspace;
      const outcomes = await Promise.all(
        [ada, bob, ada, bob].map((who) => add(who, { size: 400, filesBytes: 1000 })),
      );
      expect(outcomes.map((outcome) => outcome.ok)).toEqual([true, true, false, false]);
      expect(outcomes[2]).toEqual({ ok: false, reason: "files_full" });
      expect((await add(bob, { size: 200, filesBytes: 1000 })).ok).toBe(true);
      // One's own quota is the nearer reason.
      expect(await add(ada, { size: 700, filesBytes: 1000 })).toEqual({ ok: false, reason: "quota" });
      expect(await workspace.stores().files.totalUsage()).toBe(1000);
    });

    test("[G11] who uses how much is listed with what is not posted yet, most first, in pages", async () => {
      const { ada, bob, clock, post, submit } = workspace;
      const { tokenHash } = await workspace.invite(ada);
      const carl = await workspace.register("Carl", tokenHash);
      const eve = await workspace.register("Eve", tokenHash);
      await workspace.register("Zoe", tokenHash);
      const page = (after = 0, limit = 10) => workspace.stores().files.pageUsage({ after, limit });
      const usage = ({ userId }: Actor, bytes: number, unpostedBytes: number) => ({
        userId,
        bytes,
        unpostedBytes,
      });
      expect(await page()).toEqual([]);
      const first = done(await add(ada, { size: 100 })).fileId;
      const second = done(await add(ada, { size: 20 })).fileId;
      await add(bob, { size: 300 });
      await add(carl, { size: 120 });
      await add(eve, { size: 120 });
      const all = [usage(bob, 300, 300), usage(eve, 120, 120), usage(carl, 120, 120), usage(ada, 120, 120)];
      expect(await page()).toEqual(all);
      expect(await page(0, 2)).toEqual(all.slice(0, 2));
      expect(await page(eve.userId, 2)).toEqual(all.slice(2));
      expect(await page(ada.userId)).toEqual([]);

      // Posted: it stays hers, and waits no more; the same post again changes nothing.
      const { message } = done(await post(ada, "", { clientId: "files", fileIds: [first] }));
      await post(ada, "", { clientId: "files", fileIds: [first] });
      expect((await page()).at(-1)).toEqual(usage(ada, 120, 20));
      const [a, b] = [done(await add(bob, { size: 1 })), done(await add(eve, { size: 2 }))];
      await Promise.all([
        post(bob, "", { fileIds: [a.fileId] }),
        post(eve, "", { fileIds: [b.fileId] }),
        post(ada, "", { fileIds: [second] }),
      ]);
      expect(await page()).toEqual([
        usage(bob, 301, 300),
        usage(eve, 122, 120),
        usage(carl, 120, 120),
        usage(ada, 120, 0),
      ]);
      await workspace.remove(ada, message);
      clock.now += dayMs;
      await submit({ kind: "dropUnposted", olderThanMs: dayMs });
      expect(await page()).toEqual([usage(ada, 20, 0), usage(eve, 2, 0), usage(bob, 1, 0)]);
    });

    test("[F9] what nobody posted within a day is dropped, and no longer counts", async () => {
      const { ada, bob, clock, submit } = workspace;
      const drop = () => submit({ kind: "dropUnposted", olderThanMs: dayMs });
      const { fileId: old } = done(await add(ada, { size: 300 }));
      clock.now += dayMs - 1;
      const { fileId: young } = done(await add(bob));
      expect(await drop()).toEqual({ ok: true, isDone: true, dropped: 0 });
      clock.now += 1;
      expect(await drop()).toEqual({ ok: true, isDone: true, dropped: 1 });
      const { files } = workspace.stores();
      expect(await files.findFile(old)).toBeNull();
      expect(await files.findFile(young)).not.toBeNull();
      expect(await Promise.all([files.usage(ada.userId), files.usage(bob.userId)])).toEqual([0, 10]);
    });

    test("[F9] bytes are used while any file or thumbnail has them", async () => {
      const { ada, bob, clock, submit } = workspace;
      const [one, two, three] = ["1", "2", "3"].map((digit) => digit.repeat(64));
      if (!one || !two || !three) throw new Error("There are three.");
      await add(ada, { hash: one, thumbHash: two });
      clock.now += dayMs;
      await add(bob, { hash: one });
      const { files } = workspace.stores();
      expect(await files.listUsed([three, two, one])).toEqual([two, one]);
      await submit({ kind: "dropUnposted", olderThanMs: dayMs });
      expect(await files.listUsed([three, two, one])).toEqual([one]);
      expect(await files.listUsed([])).toEqual([]);
    });

    const missing = { ok: false, reason: "files_missing" } as const;
    const idOf = async (adding: ReturnType<typeof add>) => done(await adding).fileId;

    test("[F2] files come with their message in the order in which they were given", async () => {
      const { ada, post } = workspace;
      const photo = {
        name: "photo.jpg",
        type: "image/jpeg",
        thumbHash: "d".repeat(64),
        width: 30,
        height: 20,
      };
      const [one, two] = [await idOf(add(ada)), await idOf(add(ada, photo))];
      const { message } = done(await post(ada, "", { fileIds: [two, one] }));
      expect(message.files).toEqual([
        { id: two, name: "photo.jpg", type: "image/jpeg", size: 10, width: 30, height: 20, thumb: true },
        { id: one, name: "notes.txt", type: "text/plain", size: 10 },
      ]);
      expect((await workspace.page()).messages).toEqual([message]);
      expect(await workspace.stores().files.findFile(one)).toMatchObject({ messageId: message.id });
      // The same again is the same, whatever else: the files are not looked for anew.
      workspace.clock.now += 7 * dayMs;
      const again = { fileIds: [two, one], clientId: message.clientId };
      expect(await post(ada, "", again)).toEqual({ ok: true, changed: false, message });
      const reused = { ok: false, reason: "client_id_reused" } as const;
      expect(await post(ada, "", { ...again, fileIds: [one, two] })).toEqual(reused);
      await workspace.submit({ kind: "dropUnposted", olderThanMs: dayMs });
      expect(await workspace.stores().files.findFile(two)).not.toBeNull();
    });

    test("[F2] what is not mine, of another room, posted already or not there is not posted, and no number is spent", async () => {
      const { ada, bob, post } = workspace;
      const roomId = await workspace.createRoom(ada, "garden");
      const [hers, inGarden, his] = [
        await idOf(add(ada)),
        await idOf(add(ada, { roomId })),
        await idOf(add(bob)),
      ];
      for (const fileIds of [[his], [inGarden], [999_999], [hers, his], [hers, 999_999]]) {
        expect(await post(ada, "words", { fileIds })).toEqual(missing);
      }
      expect(await post(ada, "words", { fileIds: [hers], replyTo: 999_999 })).toEqual({
        ok: false,
        reason: "not_found",
      });
      expect(done(await post(ada, "words", { fileIds: [hers] })).message.seq).toBe(1);
      expect(await post(ada, "again", { fileIds: [hers] })).toEqual(missing);
      expect(done(await post(ada, "words", { fileIds: [inGarden], roomId })).message.roomId).toBe(roomId);
      expect((await workspace.page()).messages).toHaveLength(1);
    });

    test("[F2] of two messages with one file handed in at once the first gets it", async () => {
      const { ada, post } = workspace;
      const [one, two, three] = [await idOf(add(ada)), await idOf(add(ada)), await idOf(add(ada))];
      const outcomes = await Promise.all([
        post(ada, "first", { fileIds: [one, two] }),
        post(ada, "second", { fileIds: [two, three] }),
        post(ada, "third", { fileIds: [three] }),
        post(ada, "fourth"),
      ]);
      expect(
        outcomes.map((outcome) => (outcome.ok ? outcome.message.files.map(({ id }) => id) : outcome)),
      ).toEqual([[one, two], missing, [three], []]);
    });

    test("[F1] a deleted message takes its files along, and their quota is free again", async () => {
      const { ada, post } = workspace;
      const { files } = workspace.stores();
      const [one, two] = [await idOf(add(ada, { size: 600 })), await idOf(add(ada, { size: 300 }))];
      const { message } = done(await post(ada, "words", { fileIds: [one] }));
      const { message: other } = done(await post(ada, "others", { fileIds: [two] }));
      const { message: tombstone } = done(await workspace.remove(ada, message));
      expect(tombstone.files).toEqual([]);
      expect(await files.findFile(one)).toBeNull();
      expect((await workspace.page()).messages).toEqual([tombstone, other]);
      expect(await files.usage(ada.userId)).toBe(300);
      await workspace.remove(ada, message);
      expect(await files.usage(ada.userId)).toBe(300);
      expect((await add(ada, { size: 700 })).ok).toBe(true);
      expect(done(await post(ada, "words", { fileIds: [one], clientId: message.clientId })).message).toEqual(
        tombstone,
      );
    });

    test("[P3] erasing someone drops the files of their messages, and nobody else's", async () => {
      const { ada, bob, post, submit } = workspace;
      const { files } = workspace.stores();
      const [hers, his] = [await idOf(add(ada)), await idOf(add(bob, { size: 40 }))];
      await post(ada, "hers", { fileIds: [hers] });
      await post(bob, "his", { fileIds: [his] });
      await submit({ kind: "erasePerson", actor: ada, userId: bob.userId });
      for (let isDone = false; !isDone;) {
        isDone = done(await submit({ kind: "eraseMore", userId: bob.userId })).isDone;
      }
      expect([await files.findFile(his), await files.usage(bob.userId)]).toEqual([null, 0]);
      expect(await files.findFile(hers)).not.toBeNull();
      expect((await workspace.page()).messages.map((message) => message.files.length)).toEqual([1, 0]);
    });
  });
}
