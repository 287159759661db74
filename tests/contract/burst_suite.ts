// Whatever many do to messages at once: what is heard is what is stored, with every rev of a room once and in order.
import { afterEach, beforeEach, expect, test } from "bun:test";

import type { Actor } from "../../src/domain/journal.ts";
import type { Message } from "../../src/protocol/shapes.ts";
import { createRandom } from "../support/random.ts";
import { committedMessages, committedRevs } from "./committed_revs.ts";
import { done, openWorkspace, type Workspace, type StorageKind } from "./workspace.ts";

const emojis = ["👍", "🎉", "❤️"];

export function burstSuite(kind: StorageKind): void {
  let workspace: Workspace;
  beforeEach(async () => {
    workspace = await openWorkspace(kind);
  });
  afterEach(() => workspace.dispose());

  for (const seed of [1, 2, 3]) {
    test(`[W5] bursts of every change of a message are heard as they are stored (seed ${seed})`, async () => {
      const random = createRandom(seed);
      const { ada, bob, commits, post, edit, remove, react, pin, save, submit } = workspace;
      const eve = await workspace.newcomer("Eve");
      const people = [ada, bob, eve];
      const garden = await workspace.createRoom(ada, "garden");
      for (const actor of [bob, eve]) await submit({ kind: "join", actor, roomId: garden });
      const rooms = [1, garden];
      const known: Message[] = [];
      let refused = 0;

      function act(who: Actor): Promise<{ ok: boolean }> {
        const message = random.pick(known);
        const on = random.chance(0.7);
        const { userId } = random.pick(people);
        const mentions = random.chance(0.2) ? [{ name: "someone", userId }] : [];
        const broadcast = random.chance(0.1) ? ({ to: "everyone" } as const) : null;
        const { roomId, id } = message;
        const actions = [
          () => post(who, "plain", { roomId, mentions, broadcast }),
          () => post(who, "reply", { roomId, replyTo: id, mentions }),
          () => edit(who, message, `edit ${random.between(1, 5)}`),
          () => (random.chance(0.4) ? remove(who, message) : pin(who, message, { on })),
          () => react(who, message, random.pick(emojis), { on }),
          () => react(who, message, random.pick(emojis), { on }),
          () => save(who, message, { on }),
        ];
        return random.pick(actions)();
      }

      for (const roomId of rooms) known.push(done(await post(ada, "first", { roomId })).message);
      for (let burst = 0; burst < 12; burst += 1) {
        const outcomes = await Promise.all(Array.from({ length: 25 }, () => act(random.pick(people))));
        refused += outcomes.filter((outcome) => !outcome.ok).length;
        for (const message of committedMessages(commits).slice(-30)) known.push(message);
      }
      expect(refused).toBeGreaterThan(0);

      const last = new Map(committedMessages(commits).map((message) => [message.id, message]));
      expect(last.size).toBeGreaterThan(30);
      for (const roomId of rooms) {
        const { rev, messages } = await workspace.stores().messages.page(ada.userId, roomId, { limit: 1000 });
        expect(committedRevs(commits).get(roomId) ?? []).toEqual(
          Array.from({ length: rev }, (_, at) => at + 1),
        );
        expect(messages.map(({ seq }) => seq)).toEqual(messages.map((_, index) => index + 1));
        for (const message of messages) expect(last.get(message.id)).toEqual(message);
        for (const { id, replies } of messages) {
          const answers = messages.filter(({ replyTo, deletedAt }) => replyTo === id && deletedAt === null);
          expect([id, replies]).toEqual([id, answers.length]);
        }
      }

      // Then one of them is erased: after its rev the room is as if nothing of theirs had been.
      done(await submit({ kind: "erasePerson", actor: ada, userId: bob.userId }));
      const { rooms: erasedRooms } = done(await submit({ kind: "eraseMore", userId: bob.userId }));
      for (const { roomId, rev } of erasedRooms) {
        const page = await workspace.stores().messages.page(ada.userId, roomId, { limit: 1000 });
        expect(page.rev).toBe(rev);
        for (const message of page.messages) {
          if (message.author.id === bob.userId) expect(message).toMatchObject({ body: "", reactions: [] });
          expect(message.reactions.flatMap(({ userIds }) => userIds)).not.toContain(bob.userId);
          expect(message.mentions.map(({ user }) => user.id)).not.toContain(bob.userId);
          const answers = page.messages.filter((one) => one.replyTo === message.id && one.deletedAt === null);
          expect([message.id, message.replies]).toEqual([message.id, answers.length]);
          // Names aside, which `user` tells.
          const { body, reactions, replies, pinnedAt, deletedAt } = last.get(message.id) ?? message;
          if (message.rev < rev) {
            expect(message).toMatchObject({ body, reactions, replies, pinnedAt, deletedAt });
          }
        }
      }
    });
  }
}
