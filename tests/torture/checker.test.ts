// The checker against evidence made by hand: it is silent about what is right, and names each fault by its kind.
import { describe, expect, test } from "bun:test";

import type { Message } from "../../src/protocol/shapes.ts";
import { checkEvidence } from "../support/checker.ts";
import type { FaultKind } from "../support/checker_rules.ts";
import { emptyLog, type ClientLog } from "../support/client_log.ts";
import type { Stored, StoredMessage } from "../support/stored.ts";

function message(id: number, change: Partial<Message> = {}): Message {
  return {
    id,
    roomId: 1,
    seq: id,
    rev: id,
    author: { id: 1, username: "Ada", displayName: "Ada", avatar: null },
    clientId: `c${id}`,
    body: `body ${id}`,
    replyTo: null,
    replies: 0,
    mentions: [],
    broadcast: null,
    createdAt: 5,
    editedAt: null,
    deletedAt: null,
    deletedBy: null,
    pinnedAt: null,
    reactions: [],
    files: [],
    ...change,
  };
}

function row(of: Message): StoredMessage {
  const { id, roomId, seq, rev, clientId, body, replyTo, createdAt, editedAt, deletedAt } = of;
  return {
    id,
    roomId,
    seq,
    rev,
    clientId,
    body,
    replyTo,
    createdAt,
    editedAt,
    deletedAt,
    authorId: of.author.id,
  };
}

/** Ada posted three, Bob saw them live; all is well. */
function evidence(): { ada: ClientLog; bob: ClientLog; stored: Stored } {
  const [ada, bob] = [emptyLog("Ada", 1), emptyLog("Bob", 2)];
  const all = [message(1), message(2), message(3)];
  for (const one of all) {
    ada.sent.push({ clientId: one.clientId, roomId: 1, body: one.body });
    ada.acknowledged.push({ to: "post", message: one });
    for (const log of [ada, bob]) log.seen.push({ connection: 1, how: "live", rev: one.rev, message: one });
  }
  for (const log of [ada, bob]) log.folded.set(1, new Map(all.map((one) => [one.id, one])));
  bob.counts.set(1, { rev: 3, lastSeq: 3, readSeq: 1, unread: 2, mentions: 0 });
  const stored = {
    rooms: [{ id: 1, rev: 3, lastSeq: 3 }],
    members: [
      { roomId: 1, userId: 1, readSeq: 0 },
      { roomId: 1, userId: 2, readSeq: 1 },
    ],
    messages: all.map(row),
    integrity: "ok",
  };
  return { ada, bob, stored };
}

type Case = ReturnType<typeof evidence>;

describe("[CHECKER] the torture's judge", () => {
  test("[CHECKER] has nothing to say where all is well", () => {
    const { ada, bob, stored } = evidence();
    const findings = checkEvidence({ logs: [ada, bob], stored });
    expect(findings.faults).toEqual([]);
    expect(findings).toMatchObject({ posts: 3, acknowledged: 3, seen: 6 });
  });

  const cases: [FaultKind, string, (one: Case) => void][] = [
    ["lost", "[D1] an acknowledged post is gone", ({ stored }) => void stored.messages.pop()],
    [
      "lost",
      "[D1] an acknowledged edit is gone",
      ({ ada }) => {
        ada.acknowledged.push({ to: "edit", message: message(2, { rev: 4, body: "new", editedAt: 9 }) });
      },
    ],
    [
      "lost",
      "[D1] a deleted message is back",
      ({ ada }) => {
        ada.acknowledged.push({ to: "delete", message: message(2, { body: "", deletedAt: 9 }) });
      },
    ],
    [
      "unstored",
      "[D2] something was seen that is not there",
      ({ bob }) => {
        bob.seen.push({ connection: 2, how: "live", rev: 4, message: message(4) });
      },
    ],
    [
      "unstored",
      "[D2] something was seen that is other on the disk",
      ({ bob }) => {
        bob.seen.push({ connection: 2, how: "sync", rev: 3, message: message(3, { body: "other" }) });
      },
    ],
    [
      "doubled",
      "[D4] one client id, two messages",
      ({ stored }) => {
        stored.messages.push(row(message(4, { clientId: "c3" })));
      },
    ],
    [
      "doubled",
      "[D4] one body under two client ids",
      ({ stored }) => {
        stored.messages.push(row(message(4, { body: "body 1" })));
      },
    ],
    [
      "doubled",
      "[D4] a retry was acknowledged as another message",
      ({ ada }) => {
        ada.acknowledged.push({ to: "post", message: message(3, { clientId: "c2" }) });
      },
    ],
    ["reordered", "[D3] a hole in seq", ({ stored }) => void stored.messages.splice(1, 1)],
    [
      "reordered",
      "[D3] a rev twice",
      ({ stored }) => void (stored.messages[1] = row(message(2, { rev: 3 }))),
    ],
    [
      "reordered",
      "[D3] the room's counter is wrong",
      ({ stored }) => void (stored.rooms[0] = { id: 1, rev: 3, lastSeq: 4 }),
    ],
    [
      "reordered",
      "[D5] the room's rev is wrong",
      ({ stored }) => void (stored.rooms[0] = { id: 1, rev: 9, lastSeq: 3 }),
    ],
    [
      "reordered",
      "[D3] someone saw another place",
      ({ bob }) => {
        bob.seen.push({ connection: 2, how: "page", rev: 2, message: message(2, { seq: 3 }) });
      },
    ],
    ["reordered", "[D3] live events came out of order", ({ bob }) => void bob.seen.reverse()],
    ["reordered", "[D3] a live event was left out", ({ bob }) => void bob.seen.splice(1, 1)],
    ["reordered", "[D3] a live event came twice", ({ bob }) => void bob.seen.push(...bob.seen.slice(-1))],
    [
      "broken",
      "[W5] an event's rev is not its message's",
      ({ bob }) => {
        bob.seen.push({ connection: 2, how: "live", rev: 4, message: message(3) });
      },
    ],
    ["missed", "[D5] a message never came", ({ bob }) => void bob.folded.get(1)?.delete(2)],
    [
      "missed",
      "[D5] an edit never came",
      ({ bob, stored }) => {
        stored.messages[1] = row(message(2, { rev: 4, editedAt: 9 }));
        expect(bob.folded.get(1)?.get(2)?.rev).toBe(2);
      },
    ],
    [
      "miscounted",
      "[U1] unread is wrong",
      ({ bob }) => {
        bob.counts.set(1, { rev: 3, lastSeq: 3, readSeq: 1, unread: 3, mentions: 0 });
      },
    ],
    [
      "broken",
      "[X3] a post was refused",
      ({ ada }) => void ada.refused.push({ type: "post", code: "internal", text: "" }),
    ],
    ["broken", "the file is damaged", ({ stored }) => void (stored.integrity = "row 3 missing from index")],
  ];
  for (const [kind, what, spoil] of cases) {
    test(`[CHECKER] says ${kind} when ${what}`, () => {
      const one = evidence();
      spoil(one);
      expect(checkEvidence({ logs: [one.ada, one.bob], stored: one.stored }).count(kind)).toBeGreaterThan(0);
    });
  }
});
