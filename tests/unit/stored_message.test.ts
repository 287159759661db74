// A message's JSON goes from the database into frames as it is: it must be what everyone else writes.
import { afterEach, beforeEach, expect, test } from "bun:test";
import * as fc from "fast-check";

import { parseStoredMessage, type StoredMessage } from "../../src/domain/stored_message.ts";
import type { Storage } from "../../src/storage/storage.ts";
import { messageEvent, okMessage } from "../../src/transport/ws/server_frames.ts";
import { ada, bob, makeDataFolder, people, type DataFolder } from "../support/data_folder.ts";

let folder: DataFolder;
let storage: Storage;
beforeEach(async () => {
  folder = await makeDataFolder();
  await (await folder.open()).close();
  await folder.write(...people);
  storage = await folder.open();
});
afterEach(async () => {
  await storage.close();
  await folder.dispose();
});

let serial = 0;

function post(body: string, clientId = `c-${(serial += 1)}`) {
  return storage.journal.submit({
    kind: "post",
    actor: ada,
    roomId: 1,
    clientId,
    body,
    replyTo: null,
    fileIds: [],
    mentions: [{ name: body, userId: bob.userId }],
    broadcast: null,
  });
}

function messageOf(outcome: Awaited<ReturnType<typeof post>>): StoredMessage {
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.message;
}

/** What JSON, SQLite, line ends and UTF-8 each treat in their own way. */
const odd = fc.oneof(
  fc.constantFrom(
    "\\n",
    "\\u001f",
    "</script>",
    "{}",
    '","body":"',
    "👩‍👩‍👧",
    "上海",
    "\u2028",
    "\u2029",
    "\ufffd",
  ),
  fc.constantFrom(
    "\n",
    "\r",
    "\t",
    "\b",
    "\f",
    "\u001f",
    "\u0001",
    "\u007f",
    "\u0085",
    "\ufeff",
    '"',
    "'",
    "\\",
    "/",
  ),
);
const unit = fc.oneof(
  odd,
  fc.string({ unit: "grapheme", maxLength: 8 }),
  fc.string({ unit: "binary", maxLength: 4 }),
);
const body = fc
  .array(unit, { minLength: 1, maxLength: 12 })
  .map((parts) => parts.join("").replaceAll("\0", ""))
  .filter((text) => text !== "" && text.isWellFormed());

test("[X1] [W4] a frame with the text of the database is, byte for byte, the one that JSON.stringify would make", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(body, { minLength: 1, maxLength: 40 }), async (bodies) => {
      const stored = (await Promise.all(bodies.map((text) => post(text)))).map(messageOf);
      for (const [index, one] of stored.entries()) {
        const message = parseStoredMessage(one);
        expect(message.body).toBe(bodies[index] ?? "");
        expect(message.mentions[0]?.user.id).toBe(bob.userId);
        const { id, roomId, seq, rev, author } = message;
        expect(one).toEqual({ id, roomId, seq, rev, authorId: author.id, json: JSON.stringify(message) });
        expect(messageEvent(one)).toBe(JSON.stringify({ type: "message", roomId, rev, message }));
        expect(okMessage("r", one)).toBe(JSON.stringify({ type: "ok", ref: "r", result: { message } }));
      }
    }),
    { numRuns: 20, endOnFailure: true, includeErrorInReport: true },
  );
});

test("[D4] each outcome of a batch gets the text of its own message, refusals and repetitions between them", async () => {
  const [first, refused, second, edited, again, reacted, pinned, gone] = await Promise.all([
    post("one", "same"),
    storage.journal.submit({ kind: "edit", actor: bob, messageId: 1, editedAt: null, body: "not his" }),
    post("two"),
    storage.journal.submit({ kind: "edit", actor: ada, messageId: 2, editedAt: null, body: "two, better" }),
    post("one", "same"),
    storage.journal.submit({ kind: "react", actor: bob, messageId: 1, emoji: "👍", on: true }),
    storage.journal.submit({ kind: "pin", actor: ada, messageId: 1, on: true }),
    storage.journal.submit({ kind: "delete", actor: ada, messageId: 2 }),
  ]);
  expect(refused).toMatchObject({ ok: false });
  for (const outcome of [first, second, edited, again, reacted, pinned, gone]) {
    if (!outcome?.ok) throw new Error("It was refused.");
    const { id, seq, rev } = parseStoredMessage(outcome.message);
    expect(outcome.message).toMatchObject({ id, seq, rev });
  }
  const texts = [first, second, edited, again, gone].map((outcome) =>
    outcome?.ok ? parseStoredMessage(outcome.message).body : null,
  );
  expect(texts).toEqual(["one", "two", "two, better", "one", ""]);
});
