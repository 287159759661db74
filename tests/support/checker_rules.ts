// The checker's rules, each a function that tells faults.
import type { Message } from "../../src/protocol/shapes.ts";
import { limits } from "../../src/protocol/limits.ts";
import type { ClientLog } from "./client_log.ts";
import type { Stored, StoredMessage } from "./stored.ts";

export const faultKinds = [
  "lost", // acknowledged, not stored (D1)
  "doubled", // one thing said, two messages (D4)
  "reordered", // not 1, 2, 3 …, or not the same for everyone (D3)
  "unstored", // seen, not stored (D2)
  "missed", // stored, and some client never got it (D5)
  "miscounted", // unread (U1)
  "broken", // anything else against the protocol
] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface Fault {
  kind: FaultKind;
  text: string;
}

interface Evidence {
  logs: ClientLog[];
  stored: Stored;
  byId: Map<number, StoredMessage>;
}

type Rule = (evidence: Evidence) => Iterable<Fault>;

const name = (message: Pick<Message, "id" | "roomId" | "seq">) =>
  `message ${message.id} (room ${message.roomId}, seq ${message.seq})`;

/** What a client was told, against what lies on the disk: the same, or something newer. */
function problemWith(received: Message, row: StoredMessage | undefined): string | null {
  if (!row) return "it is not on the disk";
  if (row.authorId !== received.author.id || row.clientId !== received.clientId)
    return "another post has its id";
  if (row.rev < received.rev) return `the disk has rev ${row.rev}, older than ${received.rev}`;
  if (received.deletedAt !== null && row.deletedAt === null) return "it was deleted and is back";
  if (row.rev > received.rev) return null;
  const same =
    row.body === received.body && row.editedAt === received.editedAt && row.deletedAt === received.deletedAt;
  return same ? null : `rev ${received.rev} holds something else`;
}

function* acknowledgedIsStored({ logs, byId }: Evidence): Iterable<Fault> {
  for (const log of logs) {
    for (const { to, message } of log.acknowledged) {
      const problem = problemWith(message, byId.get(message.id));
      if (problem) yield { kind: "lost", text: `${log.name}'s ${to} of ${name(message)}: ${problem}.` };
    }
  }
}

function* seenIsStored({ logs, byId }: Evidence): Iterable<Fault> {
  for (const log of logs) {
    for (const { how, message } of log.seen) {
      const problem = problemWith(message, byId.get(message.id));
      if (problem) yield { kind: "unstored", text: `${log.name} saw ${name(message)} (${how}): ${problem}.` };
    }
  }
}

function* saidOnceIsStoredOnce({ logs, stored }: Evidence): Iterable<Fault> {
  // Every body that is sent is unlike all others, so the index on client ids is not taken at its word.
  const sent = new Set(logs.flatMap((log) => log.sent.map(({ body }) => body)));
  const first = new Map<string, number>();
  for (const row of stored.messages) {
    const keys = [`${row.authorId} ${row.clientId}`, ...(sent.has(row.body) ? [row.body] : [])];
    for (const key of keys) {
      const other = first.get(key);
      if (other !== undefined)
        yield { kind: "doubled", text: `"${key}" is stored as ${other} and ${row.id}.` };
      first.set(key, row.id);
    }
  }
}

function* acknowledgedAsOne({ logs }: Evidence): Iterable<Fault> {
  for (const log of logs) {
    const ids = new Map<string, number>();
    for (const { message } of log.acknowledged) {
      const other = ids.get(message.clientId) ?? message.id;
      ids.set(message.clientId, other);
      if (other !== message.id) {
        const text = `${log.name}'s ${message.clientId} was acknowledged as ${other} and ${message.id}.`;
        yield { kind: "doubled", text };
      }
    }
  }
}

function* seqHasNoHoles({ stored }: Evidence): Iterable<Fault> {
  const byRoom = Map.groupBy(stored.messages, ({ roomId }) => roomId);
  for (const room of stored.rooms) {
    const rows = byRoom.get(room.id) ?? [];
    for (const [index, row] of rows.entries()) {
      if (row.seq !== index + 1)
        yield { kind: "reordered", text: `${name(row)} stands at place ${index + 1}.` };
    }
    const highest = rows.reduce((high, { rev }) => Math.max(high, rev), 0);
    const checks = [
      [new Set(rows.map(({ rev }) => rev)).size === rows.length, "has one rev twice"],
      [room.lastSeq === rows.length, `counts to ${room.lastSeq} and holds ${rows.length}`],
      [room.rev === highest, `has rev ${room.rev}, its newest message ${highest}`],
    ] as const;
    for (const [isRight, text] of checks) {
      if (!isRight) yield { kind: "reordered", text: `Room ${room.id} ${text}.` };
    }
  }
}

function* everyoneSawOneOrder({ logs, byId }: Evidence): Iterable<Fault> {
  for (const log of logs) {
    for (const { message, how } of log.seen) {
      const row = byId.get(message.id);
      if (row && (row.seq !== message.seq || row.roomId !== message.roomId)) {
        yield {
          kind: "reordered",
          text: `${log.name} saw ${name(message)} (${how}), stored at ${name(row)}.`,
        };
      }
    }
  }
}

/** C2 from the server's side: on one connection the live events of a room come one by one, none left out, none twice. */
function* liveRevsRise({ logs }: Evidence): Iterable<Fault> {
  for (const log of logs) {
    const last = new Map<string, number>();
    for (const { connection, how, rev, message } of log.seen) {
      if (how !== "live") continue;
      const line = `${connection} ${message.roomId}`;
      const before = last.get(line);
      last.set(line, rev);
      if (rev !== message.rev) {
        yield { kind: "broken", text: `${log.name} heard rev ${rev} with rev ${message.rev} inside.` };
      }
      if (before !== undefined && rev !== before + 1) {
        const text = `${log.name} heard rev ${rev} of room ${message.roomId} after ${before} on one connection.`;
        yield { kind: "reordered", text };
      }
    }
  }
}

function* foldedIsFresh({ logs, stored }: Evidence): Iterable<Fault> {
  for (const log of logs) {
    for (const row of stored.messages) {
      const room = log.folded.get(row.roomId);
      if (!room) continue;
      const mine = room.get(row.id);
      const problem = mine
        ? mine.rev === row.rev
          ? problemWith(mine, row)
          : `it has rev ${mine.rev}`
        : "it is missing";
      if (problem)
        yield {
          kind: "missed",
          text: `At the end ${log.name} has not ${name(row)} at rev ${row.rev}: ${problem}.`,
        };
    }
  }
}

function* countsAreRight({ logs, stored }: Evidence): Iterable<Fault> {
  const rooms = new Map(stored.rooms.map((room) => [room.id, room]));
  const byRoom = Map.groupBy(stored.messages, ({ roomId }) => roomId);
  for (const log of logs) {
    for (const [roomId, counts] of log.counts) {
      const room = rooms.get(roomId);
      const mark = stored.members.find((one) => one.roomId === roomId && one.userId === log.userId)?.readSeq;
      const unread = (byRoom.get(roomId) ?? []).filter(
        (row) => row.seq > (mark ?? 0) && row.authorId !== log.userId && row.deletedAt === null,
      ).length;
      const right = {
        rev: room?.rev,
        lastSeq: room?.lastSeq,
        readSeq: mark,
        unread: Math.min(limits.unreadCap, unread),
      };
      const received = {
        rev: counts.rev,
        lastSeq: counts.lastSeq,
        readSeq: counts.readSeq,
        unread: counts.unread,
      };
      if (JSON.stringify(received) !== JSON.stringify(right)) {
        const text = `${log.name} was told ${JSON.stringify(received)} of room ${roomId}; right is ${JSON.stringify(right)}.`;
        yield { kind: "miscounted", text };
      }
    }
  }
}

// What the torture's edits and deletions may run into when an `ok` was lost.
const expectedRefusals = new Set(["conflict", "message_gone"]);

function* nobodyWasRefused({ logs, stored }: Evidence): Iterable<Fault> {
  for (const log of logs) {
    for (const text of log.broken) yield { kind: "broken", text: `${log.name}: ${text}` };
    for (const { type, code, text } of log.refused) {
      if (type === "post" || !expectedRefusals.has(code)) {
        yield { kind: "broken", text: `${log.name}'s ${type} was refused: ${code}, ${text}` };
      }
    }
  }
  if (stored.integrity !== "ok") yield { kind: "broken", text: `integrity_check: ${stored.integrity}` };
}

export const rules: readonly Rule[] = [
  acknowledgedIsStored,
  seenIsStored,
  saidOnceIsStoredOnce,
  acknowledgedAsOne,
  seqHasNoHoles,
  everyoneSawOneOrder,
  liveRevsRise,
  foldedIsFresh,
  countsAreRight,
  nobodyWasRefused,
];
