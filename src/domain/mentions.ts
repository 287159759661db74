// The people whom a post mentions or reaches by a broadcast (M1, M2), and the list of messages that reached me (M4).
import { limits } from "../protocol/limits.ts";
import { broadcastIn, findMentions } from "../protocol/mentions.ts";
import type { MessageList } from "../protocol/shapes.ts";
import type { ChangeOf, NamedMention } from "./journal.ts";
import { readingsOf } from "./mention_readings.ts";
import type { BackwardsPage } from "./pages.ts";
import type { MessageStore, RoomStore } from "./stores.ts";

type Reached = Pick<ChangeOf<"post">, "mentions" | "broadcast">;

interface MentionsDeps {
  rooms: Pick<RoomStore, "findByFoldedKeys">;
  messages: Pick<MessageStore, "pageMentions">;
  /** Everyone who is not offline. */
  onlineUserIds: () => number[];
}

export type Mentions = ReturnType<typeof createMentions>;

export function createMentions({ rooms, messages, onlineUserIds }: MentionsDeps) {
  /** At this moment; the journal checks again whether they are members, and whether the author may. */
  async function readMentions(roomId: number, body: string): Promise<Reached> {
    const written = findMentions(body);
    if (written.length === 0) return { mentions: [], broadcast: null };
    const called = new Set(written.map((one) => broadcastIn(one)?.to));
    return {
      mentions: await findNamed(roomId, written),
      broadcast: calledBy(called),
    };
  }

  function calledBy(called: Set<string | undefined>): Reached["broadcast"] {
    if (called.has("everyone")) return { to: "everyone" };
    return called.has("here") ? { to: "here", userIds: onlineUserIds() } : null;
  }

  async function findNamed(roomId: number, written: string[]): Promise<NamedMention[]> {
    const readings = readingsOf(written);
    const keys = new Set(readings.flat().map(({ key }) => key));
    const known = await rooms.findByFoldedKeys(roomId, [...keys]);
    return readings.flatMap((names) => {
      for (const { name, key } of names) {
        const userId = known.get(key);
        if (userId !== undefined) return [{ name, userId }];
      }
      return [];
    });
  }

  /** M4: newest first. */
  function listMentions(
    userId: number,
    { before, limit = limits.listPage }: BackwardsPage,
  ): Promise<MessageList> {
    return messages.pageMentions(userId, { ...(before === undefined ? {} : { before }), limit });
  }

  return { readMentions, listMentions };
}
