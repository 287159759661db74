// A room as a server keeps it, in memory: what a client should end up with, and the answers it gets on the way.
import type {
  Author,
  Counts,
  HelloFrame,
  HistoryPage,
  Message,
  MessageFrame,
  Room,
  SyncedFrame,
} from "../../src/protocol/shapes.ts";
import { helloLimits } from "../../src/protocol/limits.ts";
import type { HistoryQuery } from "../../web/state/histories.ts";

export const ada: Author = { id: 1, username: "ada", displayName: "Ada" };
export const bob: Author = { id: 2, username: "bob", displayName: "Bob" };

export interface ModelOptions {
  id?: number;
  syncMessages?: number;
  syncBehind?: number;
}

export type ModelRoom = ReturnType<typeof createModelRoom>;

export function createModelRoom({ id = 7, syncMessages = 200, syncBehind = 2000 }: ModelOptions = {}) {
  const messages: Message[] = [];
  const marks = new Map<number, number>();
  let rev = 0;

  function event(message: Message): MessageFrame {
    return { type: "message", roomId: id, rev: message.rev, message };
  }

  function alter(seq: number, changes: Partial<Message>): MessageFrame {
    rev += 1;
    const old = messages[seq - 1];
    if (!old) throw new Error(`No message ${seq}.`);
    const message = { ...old, ...changes, rev };
    messages[seq - 1] = message;
    return event(message);
  }

  function post(author: Author, body: string, clientId: string = crypto.randomUUID()): MessageFrame {
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
      replyTo: null,
      createdAt: 1_700_000_000_000 + seq * 1000,
      editedAt: null,
      deletedAt: null,
      pinnedAt: null,
      reactions: [],
      files: [],
    };
    messages.push(message);
    return event(message);
  }

  function counts(me: number): Counts {
    const readSeq = marks.get(me) ?? 0;
    const unread = messages.filter((one) => one.seq > readSeq && one.author.id !== me && !one.deletedAt);
    return { rev, lastSeq: messages.length, readSeq, unread: unread.length, mentions: 0 };
  }

  return {
    id,
    messages: () => messages.slice(),
    rev: () => rev,
    counts,
    post,
    edit: (seq: number, body: string) => alter(seq, { body, editedAt: rev + 1 }),
    remove: (seq: number) => alter(seq, { body: "", deletedAt: rev + 1 }),
    mark: (me: number, seq: number) => marks.set(me, seq),
    room(me: number): Room {
      const info = { id, kind: "public", name: "lounge", topic: "", createdAt: 0 } as const;
      return { ...info, ...counts(me), joined: true, notify: "default" };
    },
    sync(me: number, from: number): SyncedFrame {
      const changed = messages.filter((one) => one.rev > from).sort((one, other) => one.rev - other.rev);
      const isComplete = from <= rev && changed.length <= syncBehind;
      const sent = isComplete ? changed.slice(0, syncMessages) : [];
      const more = isComplete && changed.length > sent.length;
      return {
        type: "synced",
        roomId: id,
        rev: more ? (sent.at(-1)?.rev ?? rev) : rev,
        complete: isComplete,
        more,
        messages: sent,
        counts: counts(me),
      };
    },
    page({ before, after, around, limit }: HistoryQuery): HistoryPage {
      let from = messages.length - limit;
      if (before !== undefined) from = before - 1 - limit;
      if (after !== undefined) from = after;
      if (around !== undefined) from = around - 1 - Math.floor(limit / 2);
      const end = before === undefined ? from + limit : before - 1;
      const page = messages.slice(Math.max(0, from), Math.max(0, end));
      const first = page[0]?.seq ?? messages.length + 1;
      const last = page.at(-1)?.seq ?? 0;
      return { rev, messages: page, hasBefore: first > 1, hasAfter: last < messages.length };
    },
  };
}

export function helloOf(rooms: ModelRoom[], me: Author, epoch = "first"): HelloFrame {
  return {
    type: "hello",
    protocol: 1,
    epoch,
    place: { name: "Harbour Works" },
    user: { ...me, role: "member" },
    limits: helloLimits,
    heartbeatMs: 25_000,
    rooms: rooms.map((room) => room.room(me.id)),
  };
}
