// The page's pure parts around text: rows, days, the Enter key.
import { describe, expect, test } from "bun:test";

import type { Message } from "../../src/protocol/shapes.ts";
import { sendsMessage, type KeyPress } from "../../web/composer/enter_key.ts";
import { initialOf } from "../../web/ui/avatar.tsx";
import { newId } from "../../web/client/new_id.ts";
import { createDayOf } from "../../web/i18n/day_of.ts";
import { buildRows, nextDivider, type Divider } from "../../web/conversation/timeline_rows.ts";

import { ada, bob, createModelRoom } from "./page_model.ts";

describe("rows", () => {
  const at = (iso: string, author = bob): Message => {
    const { message } = createModelRoom().post(author, iso);
    return { ...message, createdAt: Date.parse(iso), clientId: iso };
  };
  const numbered = (...messages: Message[]) =>
    messages.map((message, index) => ({ ...message, seq: index + 1 }));
  const shape = (messages: Message[], { zone = "UTC", divider = null as Divider | null } = {}) =>
    buildRows(messages, { dayOf: createDayOf(zone), divider }).map((row) =>
      row.kind === "message" ? (row.isFollowing ? "+" : "m") : row.kind,
    );

  test("[C4] one author within five minutes is one group; a deleted message ends it", () => {
    const messages = numbered(
      at("2026-03-01T10:00:00Z"),
      at("2026-03-01T10:04:59Z"),
      at("2026-03-01T10:09:59Z"),
      at("2026-03-01T10:10:00Z", ada),
      { ...at("2026-03-01T10:10:01Z", ada), deletedAt: 1 },
      at("2026-03-01T10:10:02Z", ada),
    );
    expect(shape(messages)).toEqual(["day", "m", "+", "m", "m", "+", "m"]);
  });

  test("[C4] days are the viewer's, and one a day also where two pages meet", () => {
    const messages = numbered(
      at("2026-03-01T22:59:00Z"),
      at("2026-03-01T23:01:00Z"),
      at("2026-03-02T00:30:00Z"),
    );
    expect(shape(messages)).toEqual(["day", "m", "+", "day", "m"]);
    expect(shape(messages, { zone: "Europe/Berlin" })).toEqual(["day", "m", "day", "m", "m"]);
    expect(shape(messages.slice(1), { zone: "Europe/Berlin" })).toEqual(["day", "m", "m"]);
  });

  test("[U1] the unread line stands before the first unread message, once", () => {
    const messages = numbered(
      at("2026-03-01T10:00:00Z"),
      at("2026-03-01T10:00:01Z"),
      at("2026-03-01T10:00:02Z"),
    );
    expect(shape(messages, { divider: { after: 1, count: 2 } })).toEqual(["day", "m", "unread", "m", "+"]);
    expect(shape(messages, { divider: { after: 0, count: 3 } })).toEqual(["day", "unread", "m", "+", "+"]);
    // The first unread one is not loaded: no line pretends that it is.
    expect(shape(messages.slice(2), { divider: { after: 1, count: 2 } })).toEqual(["day", "m"]);
  });
});

describe("the unread line", () => {
  const seen = (readSeq: number, unread: number) => ({ readSeq, unread });

  test("[U1] it appears where reading begins, stays while I read, and counts on only while I do not", () => {
    let divider = nextDivider(null, { before: null, now: seen(5, 2), isReading: false });
    expect(divider).toEqual({ after: 5, count: 2 });
    divider = nextDivider(divider, { before: seen(5, 2), now: seen(6, 1), isReading: true });
    divider = nextDivider(divider, { before: seen(6, 1), now: seen(7, 0), isReading: true });
    divider = nextDivider(divider, { before: seen(7, 0), now: seen(7, 1), isReading: true });
    expect(divider).toEqual({ after: 5, count: 2 });
  });

  test("[U1] read live: none. Unseen after all was read: it moves there, once for two reconnects", () => {
    expect(nextDivider(null, { before: seen(7, 0), now: seen(7, 1), isReading: true })).toBeNull();
    let divider = nextDivider(
      { after: 2, count: 1 },
      { before: seen(7, 0), now: seen(7, 3), isReading: false },
    );
    expect(divider).toEqual({ after: 7, count: 3 });
    divider = nextDivider(divider, { before: seen(7, 3), now: seen(7, 4), isReading: false });
    expect(divider).toEqual({ after: 7, count: 4 });
  });

  test("[U2] marked unread from here: it goes there", () => {
    const divider = nextDivider(
      { after: 5, count: 2 },
      { before: seen(7, 0), now: seen(3, 4), isReading: false },
    );
    expect(divider).toEqual({ after: 3, count: 4 });
  });
});

describe("Enter", () => {
  const press = (changes: Partial<KeyPress> = {}): KeyPress => ({
    key: "Enter",
    keyCode: 13,
    isComposing: false,
    shiftKey: false,
    altKey: false,
    ctrlKey: false,
    metaKey: false,
    ...changes,
  });

  test("[X1] it sends, but not with Shift and not at the end of a composition", () => {
    expect(sendsMessage(press())).toBe(true);
    expect(sendsMessage(press({ ctrlKey: true }))).toBe(true);
    expect(sendsMessage(press({ shiftKey: true }))).toBe(false);
    expect(sendsMessage(press({ isComposing: true }))).toBe(false);
    expect(sendsMessage(press({ keyCode: 229 }))).toBe(false);
    expect(sendsMessage(press({ key: "a", keyCode: 65 }))).toBe(false);
  });
});

test("[L2] ids are UUIDs v7 that begin with their time, without any secure context", () => {
  const ids = Array.from({ length: 100 }, () => newId(0x0198_765a_bcde));
  for (const id of ids) expect(id).toMatch(/^0198765a-bcde-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(ids).size).toBe(100);
  expect(newId(1) < newId(2)).toBe(true);
});

test("[L6] an initial is what its reader calls a letter", () => {
  expect(["ada", "👨‍👩‍👧‍👦 family", "é", "王芳"].map(initialOf)).toEqual(["A", "👨‍👩‍👧‍👦", "É", "王"]);
});
