// A room as a server keeps it, in memory: what a client should end up with, and the answers it gets on the way.
import type {
  Author,
  BareMessageFrame,
  Counts,
  HelloFrame,
  HistoryPage,
  Message,
  MessageFrame,
  MyReaction,
  Reaction,
  RepliesPage,
  Room,
  RoomKind,
  SyncedFrame,
} from "../../src/protocol/shapes.ts";
import { helloLimits, limits, typing } from "../../src/protocol/limits.ts";
import type { HistoryQuery } from "../../web/client/histories.ts";
import { plainUser } from "../support/plain_values.ts";
import { mentionsMe } from "../../web/client/mentions_me.ts";

export const ada: Author = { id: 1, username: "ada", displayName: "Ada", avatar: null };
export const bob: Author = { id: 2, username: "bob", displayName: "Bob", avatar: null };

interface ModelOptions {
  id?: number;
  kind?: RoomKind;
  syncMessages?: number;
  syncBehind?: number;
}

interface ModelPost {
  clientId?: string;
  replyTo?: number | null;
  names?: Author[];
  broadcast?: Message["broadcast"];
}

export type ModelRoom = ReturnType<typeof createModelRoom>;

export function createModelRoom(options: ModelOptions = {}) {
  const { id = 7, kind = "public", syncMessages = 200, syncBehind = 2000 } = options;
  const messages: Message[] = [];
  const marks = new Map<number, number>();
  /** By message id and emoji: all who gave it, in order. */
  const givers = new Map<number, Map<string, number[]>>();
  let rev = 0;
  let floorRev = 0;

  function event(message: Message): MessageFrame {
    return { type: "message", roomId: id, rev: message.rev, message };
  }

  function at(seq: number): Message {
    const message = messages[seq - 1];
    if (!message) throw new Error(`No message ${seq}.`);
    return message;
  }

  function alter(seq: number, changes: Partial<Message>): MessageFrame {
    rev += 1;
    const message = { ...at(seq), ...changes, rev };
    messages[seq - 1] = message;
    return event(message);
  }

  function post(author: Author, body: string, options: ModelPost | string = {}): MessageFrame {
    const wanted = typeof options === "string" ? { clientId: options } : options;
    const { clientId = crypto.randomUUID(), replyTo = null, names = [], broadcast = null } = wanted;
    rev += 1;
    const seq = messages.length + 1;
    const message: Message = {
      id: id * 10_000 + seq,
      roomId: id,
      seq,
      rev,
      author,
      clientId,
      body,
      replyTo,
      replies: 0,
      mentions: names.map((user) => ({ name: user.username, user })),
      broadcast,
      createdAt: 1_700_000_000_000 + seq * 1000,
      editedAt: null,
      deletedAt: null,
      deletedBy: null,
      pinnedAt: null,
      reactions: [],
      files: [],
    };
    messages.push(message);
    return event(message);
  }

  const repliesOf = (seq: number) => messages.filter((one) => one.replyTo === at(seq).id);

  /** What a reply or its end does to the original (N1). */
  function touch(seq: number): MessageFrame {
    return alter(seq, { replies: repliesOf(seq).filter(({ deletedAt }) => deletedAt === null).length });
  }

  function remove(seq: number): MessageFrame {
    givers.delete(at(seq).id);
    const gone = { body: "", mentions: [], broadcast: null, reactions: [], pinnedAt: null };
    return alter(seq, { ...gone, deletedAt: rev + 1 });
  }

  function react(userId: number, seq: number, emoji: string, on: boolean): MessageFrame {
    const { id: messageId } = at(seq);
    const kinds = givers.get(messageId) ?? new Map<string, number[]>();
    givers.set(messageId, kinds);
    const others = (kinds.get(emoji) ?? []).filter((one) => one !== userId);
    const now = on ? [...others, userId] : others;
    if (now.length > 0) kinds.set(emoji, now);
    else kinds.delete(emoji);
    const reactions: Reaction[] = [...kinds].map(([one, ids]) => ({
      emoji: one,
      count: ids.length,
      userIds: ids.slice(0, limits.reactionUsers),
    }));
    return { ...alter(seq, { reactions }), by: [{ userId, emoji, on }] };
  }

  function mineOf(me: number, shown: readonly Message[]): MyReaction[] {
    return shown.flatMap(({ id: messageId }) =>
      [...(givers.get(messageId) ?? [])].flatMap(([emoji, ids]) =>
        ids.indexOf(me) >= limits.reactionUsers ? [{ messageId, emoji }] : [],
      ),
    );
  }

  function counts(me: number): Counts {
    const readSeq = marks.get(me) ?? 0;
    const unread = messages.filter((one) => one.seq > readSeq && one.author.id !== me && !one.deletedAt);
    const mentions = unread.filter((one) => mentionsMe(one, me)).length;
    return { rev, lastSeq: messages.length, readSeq, unread: unread.length, mentions };
  }

  return {
    id,
    messages: () => messages.slice(),
    rev: () => rev,
    counts,
    post,
    touch,
    /** The reply, then what it answers. */
    reply(author: Author, to: number, body: string): MessageFrame[] {
      return [post(author, body, { replyTo: at(to).id }), touch(to)];
    },
    edit: (seq: number, body: string) => alter(seq, { body, editedAt: rev + 1 }),
    remove,
    removeReply(seq: number): MessageFrame[] {
      const original = messages.find((one) => one.id === at(seq).replyTo);
      return [remove(seq), touch(original?.seq ?? 0)];
    },
    pin: (seq: number, on: boolean) => alter(seq, { pinnedAt: on ? rev + 1 : null }),
    react,
    mineOf,
    /** W12: all that someone wrote is emptied in one step. */
    erase(author: Author): BareMessageFrame {
      rev += 1;
      floorRev = rev;
      for (const message of messages.filter((one) => one.author.id === author.id)) {
        givers.delete(message.id);
        const gone = { body: "", mentions: [], broadcast: null, reactions: [], pinnedAt: null };
        messages[message.seq - 1] = { ...message, ...gone, deletedAt: rev, rev };
      }
      return { type: "message", roomId: id, rev };
    },
    mark: (me: number, seq: number) => marks.set(me, seq),
    room(me: number, changes: Partial<Room> = {}): Room {
      const info = { id, kind, name: "lounge", topic: "", createdAt: 0, archivedAt: null } as const;
      const settings = { notify: "default", mutedUntil: null, starred: false, hiddenSeq: null } as const;
      return {
        ...info,
        ...settings,
        ...counts(me),
        broadcasts: "members",
        joined: true,
        role: "member",
        ...changes,
      };
    },
    sync(me: number, from: number): SyncedFrame {
      const changed = messages.filter((one) => one.rev > from).sort((one, other) => one.rev - other.rev);
      const isComplete = from <= rev && from >= floorRev && changed.length <= syncBehind;
      const sent = isComplete ? changed.slice(0, syncMessages) : [];
      const more = isComplete && changed.length > sent.length;
      return {
        type: "synced",
        epoch: "first",
        roomId: id,
        rev: more ? (sent.at(-1)?.rev ?? rev) : rev,
        complete: isComplete,
        more,
        messages: sent,
        mine: mineOf(me, sent),
        counts: counts(me),
      };
    },
    page({ before, after, around, limit }: HistoryQuery, me = ada.id): HistoryPage {
      let from = messages.length - limit;
      if (before !== undefined) from = before - 1 - limit;
      if (after !== undefined) from = after;
      if (around !== undefined) from = around - 1 - Math.floor(limit / 2);
      const end = before === undefined ? from + limit : before - 1;
      const page = messages.slice(Math.max(0, from), Math.max(0, end));
      const first = page[0]?.seq ?? messages.length + 1;
      const last = page.at(-1)?.seq ?? 0;
      const quotedIds = new Set(page.map(({ replyTo }) => replyTo));
      const quoted = messages.filter((one) => quotedIds.has(one.id) && !page.includes(one));
      return {
        rev,
        messages: page,
        hasBefore: first > 1,
        hasAfter: last < messages.length,
        quoted,
        mine: mineOf(me, page),
      };
    },
    byIds: (ids: readonly number[]) => ({
      rev,
      messages: messages.filter((one) => ids.includes(one.id)),
      left: [],
    }),
    replies(
      messageId: number,
      { after = 0, limit }: { after?: number; limit: number },
      me = ada.id,
    ): RepliesPage {
      const message = at(messageId % 10_000);
      const all = repliesOf(message.seq).filter(({ seq }) => seq > after);
      const page = all.slice(0, limit);
      const next = all.length > page.length ? (page.at(-1)?.seq ?? null) : null;
      return { rev, message, messages: page, next, mine: mineOf(me, [message, ...page]) };
    },
  };
}

export function helloOf(
  rooms: ModelRoom[],
  me: Author,
  { epoch = "first", ...changes }: Partial<HelloFrame> = {},
): HelloFrame {
  return {
    type: "hello",
    protocol: 2,
    epoch,
    line: "unknown",
    workspace: { name: "Harbour Works" },
    place: { name: "Harbour Works" },
    user: plainUser(me),
    limits: { ...helloLimits, fileBytes: 1000 },
    typing,
    heartbeatMs: 25_000,
    rooms: rooms.map((room) => room.room(me.id)),
    more: false,
    rest: { rooms: 0, unread: 0, mentions: 0 },
    presence: [],
    saved: [],
    ...changes,
  };
}
