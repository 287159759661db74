// What the page keeps, who sends what was left, how it comes back, and what it is built from.
import { describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { connectionBanner } from "../../web/connection/connection_banner.ts";
import { parseRoute, pathOf } from "../../web/app/route.ts";
import { lazyPaths } from "../../web/ui/icon_paths_chunk.ts";
import { buildPage, firstLoadBytes, loadPage } from "../../web/build/build.ts";
import { reconnectDelayMs } from "../../web/connection/backoff.ts";
import type { OutboxEntry } from "../../web/client/outbox.ts";
import { createDrafts, draftKey } from "../../web/client/storage/drafts.ts";
import { createStoredOutbox, readStored } from "../../web/client/storage/stored_outbox.ts";
import { leadTabs, leaseMs } from "../../web/client/storage/tab_leader.ts";
import { reasonWords } from "../../web/message/send_failure_words.ts";
import { createLocalStore, type BrowserStorage } from "../../web/client/storage/local_store.ts";

function memoryStorage({ isFull = () => false }: { isFull?: () => boolean } = {}): BrowserStorage {
  const storedValues = new Map<string, string>();
  return {
    get length() {
      return storedValues.size;
    },
    key: (index) => [...storedValues.keys()][index] ?? null,
    getItem: (key) => storedValues.get(key) ?? null,
    setItem(key, value) {
      if (isFull()) throw new Error("QuotaExceededError");
      storedValues.set(key, value);
    },
    removeItem: (key) => void storedValues.delete(key),
  };
}

const entry: OutboxEntry = {
  clientId: "c1",
  roomId: 7,
  body: "hello",
  files: [{ id: 4, name: "a.png", type: "image/png", size: 9, width: 3, height: 2, thumb: true }],
  replyTo: null,
  createdAt: 5,
  phase: "waiting",
};

/** Built anew, whatever an earlier run left behind, and once for all who look into it. */
let building: ReturnType<typeof buildPage> | null = null;
const built = () => (building ??= buildPage());

describe("the local store", () => {
  test("[D7] full or blocked storage loses nothing while the tab lives, and is told once", () => {
    let troubles = 0;
    let isFull = true;
    const storage = memoryStorage({ isFull: () => isFull });
    const localStore = createLocalStore({ storage, onTrouble: () => (troubles += 1) });
    const drafts = createDrafts({ localStore, owner: "1:ada" });
    drafts.put("7", "typed");
    drafts.put("8", "more");
    expect([drafts.get("7"), drafts.get("8"), drafts.targets.value.size, troubles]).toEqual([
      "typed",
      "more",
      2,
      1,
    ]);
    isFull = false;
    drafts.put("7", "typed on");
    expect(storage.length).toBe(1);
    const blocked = createLocalStore({ storage: null, onTrouble: () => {} });
    blocked.put("key", "value");
    expect(blocked.get("key")).toBe("value");
  });

  test("[C6] drafts and unsent messages belong to one person", () => {
    const localStore = createLocalStore({ storage: memoryStorage(), onTrouble: () => {} });
    createDrafts({ localStore, owner: "1:ada" }).put("7", "hers");
    createStoredOutbox({ localStore, owner: "1:ada", tab: "t1", now: () => 9 }).keep(entry);
    expect(createDrafts({ localStore, owner: "2:bob" }).get("7")).toBe("");
    expect(createStoredOutbox({ localStore, owner: "2:bob", tab: "t1", now: () => 9 }).load()).toEqual([]);
    const hers = createStoredOutbox({ localStore, owner: "1:ada", tab: "t2", now: () => 9 });
    expect(hers.load()).toEqual([{ entry, tab: "t1", keptAt: 9 }]);
    hers.clear();
    expect(hers.load()).toEqual([]);
  });

  test("[N1] a draft keeps what it answers; replies to a message have a draft of their own", () => {
    const storage = memoryStorage();
    const drafts = createDrafts({
      localStore: createLocalStore({ storage, onTrouble: () => {} }),
      owner: "1:ada",
    });
    drafts.put(draftKey(7), "to the room");
    drafts.answer(draftKey(7), 41);
    drafts.put(draftKey(7, 41), "to the message");
    const again = createDrafts({
      localStore: createLocalStore({ storage, onTrouble: () => {} }),
      owner: "1:ada",
    });
    expect([again.get("7"), again.answers("7")]).toEqual(["to the room", 41]);
    expect([again.get("7:41"), again.answers("7:41")]).toEqual(["to the message", null]);
    again.answer("7", null);
    expect(again.answers("7")).toBeNull();
    again.answer("7", 41);
    again.clear();
    expect(storage.length).toBe(0);
  });

  test("[D4] what was under way when it was kept waits again; what had failed has failed", () => {
    const readBack = (changes: object) =>
      readStored(JSON.stringify({ ...entry, tab: "t", ...changes }))?.entry;
    expect(readBack({ phase: "sent" })?.phase).toBe("waiting");
    const reason = { code: "too_many", message: "Too many.", field: "fileIds" };
    expect(readBack({ phase: "failed", reason })).toEqual({ ...entry, phase: "failed", reason });
    // Of a time when the sentence was kept, and of none that is known.
    const legacyReason = { code: "", message: "Why." };
    expect(readBack({ phase: "failed", reason: "Why." })).toEqual({
      ...entry,
      phase: "failed",
      reason: legacyReason,
    });
    expect(reasonWords(legacyReason)).toBe("Why.");
    expect(readBack({ phase: "failed", reason: 7 })?.phase).toBe("waiting");
    // Of a time before files; and what is no list of files is not taken for a message without any.
    expect(readBack({ files: undefined })?.files).toEqual([]);
    for (const files of [[{ id: 1 }], [null], "x", {}]) expect(readBack({ files })).toBeUndefined();
    for (const text of [null, "", "null", "[]", '{"clientId":1}', '{"clientId":"a","body":"b"}']) {
      expect(readStored(text)).toBeNull();
    }
  });
});

describe("one tab of several", () => {
  function tabs() {
    let now = 1000;
    let timers: { at: number; run: () => void; tab: string }[] = [];
    const localStore = createLocalStore({ storage: memoryStorage(), onTrouble: () => {} });
    const open = (tab: string) =>
      leadTabs({
        name: "n",
        tab,
        localStore,
        locks: undefined,
        now: () => now,
        after: (delayMs, run) => timers.push({ at: now + delayMs, run, tab }),
      });
    const pass = (ms: number, { without = "" } = {}) => {
      for (let step = 0; step < ms; step += 100) {
        now += 100;
        const due = timers.filter(({ at, tab }) => at <= now && tab !== without);
        timers = timers.filter((timer) => !due.includes(timer));
        for (const { run } of due) run();
      }
    };
    return { open, pass };
  }

  test("[D4] without Web Locks a lease says which tab leads; another takes over when it is gone", () => {
    const { open, pass } = tabs();
    const [one, two] = [open("one"), open("two")];
    expect([one.isLeader(), two.isLeader()]).toEqual([true, false]);
    pass(leaseMs * 3);
    expect([one.isLeader(), two.isLeader()]).toEqual([true, false]);
    pass(leaseMs * 2, { without: "one" });
    expect([one.isLeader(), two.isLeader()]).toEqual([false, true]);
    pass(leaseMs);
    expect([one.isLeader(), two.isLeader()]).toEqual([false, true]);
  });

  test("[D4] a tab that resigns makes room at once", () => {
    const { open, pass } = tabs();
    const [one, two] = [open("one"), open("two")];
    one.resign();
    pass(leaseMs);
    expect([one.isLeader(), two.isLeader()]).toEqual([false, true]);
  });
});

describe("coming back", () => {
  test("[W9] delays are spread over the whole span, from half a second to half a minute", () => {
    const at = (attempt: number, random: number) => reconnectDelayMs({ attempt, random: () => random });
    expect([at(0, 0), at(0, 1), at(3, 0), at(3, 1), at(60, 1), at(60, 0)]).toEqual([
      500, 1000, 500, 8000, 30_000, 500,
    ]);
  });

  test("[W10] [W14] the strip says what waits, then that all is sent, that the page is outdated, and nothing in between", () => {
    const facts = {
      link: "open",
      isAway: false,
      isOffline: false,
      isBack: false,
      isFirst: false,
      unsent: 0,
      isOutdated: false,
    } as const;
    expect(connectionBanner(facts)).toBeNull();
    expect(connectionBanner({ ...facts, link: "waiting" })).toBeNull();
    const away = { ...facts, link: "waiting", isAway: true } as const;
    expect(connectionBanner({ ...away, unsent: 2 })?.text).toBe("Offline. 2 messages waiting.");
    expect(connectionBanner({ ...away, unsent: 1 })?.text).toBe("Offline. 1 message waiting.");
    expect(connectionBanner({ ...facts, isBack: true })?.text).toBe("Back online. All messages sent.");
    // A first load over a slow line is no return; what an earlier page left unsent is.
    expect(connectionBanner({ ...facts, isBack: true, isFirst: true })).toBeNull();
    expect(connectionBanner({ ...facts, isBack: true, isFirst: true, unsent: 1 })?.text).toBe(
      "Back online. Sending 1 message…",
    );
    // What the browser knows is not waited for.
    expect(connectionBanner({ ...facts, isOutdated: true })?.tone).toBe("updated");
    expect(connectionBanner({ ...facts, isOutdated: true, isOffline: true })?.tone).toBe("offline");
    expect(connectionBanner({ ...facts, isOffline: true })?.tone).toBe("offline");
    expect(connectionBanner({ ...facts, link: "waiting", isOffline: true, unsent: 1 })?.text).toBe(
      "Offline. 1 message waiting.",
    );
  });

  test("[R6] the secret of a link is read from behind the #", () => {
    expect(parseRoute("/join", "#abc")).toEqual({ view: "join", secret: "abc" });
    expect(parseRoute("/r/12", "")).toEqual({ view: "room", roomId: 12 });
    expect(parseRoute("/r/12/812", "")).toEqual({ view: "room", roomId: 12, seq: 812 });
    for (const path of [
      "/mentions",
      "/saved",
      "/drafts",
      "/r/12",
      "/r/12/812",
      "/settings",
      "/admin/people",
    ]) {
      expect(pathOf(parseRoute(path, ""))).toBe(path);
    }
    for (const path of ["/r/0", "/r/x", "/r/1/0", "/r/1/2/3", "/settings/a/b", "/nothing"])
      expect(parseRoute(path, "")).toEqual({ view: "missing", path });
    expect(parseRoute("/", "")).toEqual({ view: "home" });
  });

  test("[N5] a slash at the end changes nothing", () => {
    for (const path of [
      "/mentions",
      "/r/12",
      "/r/12/812",
      "/settings",
      "/admin/people",
      "/join",
      "/search",
    ]) {
      expect(parseRoute(`${path}/`, "#abc", "?q=a")).toEqual(parseRoute(path, "#abc", "?q=a"));
    }
  });
});

describe("[BUILD] the build", () => {
  test("first load is under 60 kB, without a schema library, inline script or style", async () => {
    const files = await built();
    const bytes = firstLoadBytes(files);
    console.log(`first load: ${(bytes / 1000).toFixed(1)} kB of 60 kB`);
    expect(bytes).toBeLessThan(60_000);
    const text = (path: string) => new TextDecoder().decode(files.get(path)?.identity);
    const assets = [...files.keys()].filter((path) => path.startsWith("/assets/"));
    expect(assets.length).toBeGreaterThanOrEqual(2);
    for (const path of assets) {
      expect(files.get(path)?.immutable).toBe(true);
      // Named by the document, or by a script that loads it when it is needed.
      expect([...files.keys()].some((from) => from !== path && text(from).includes(path))).toBe(true);
      // highlight.js names its issues in warnings to developers.
      expect(text(path)).not.toMatch(
        /ZodError|https?:\/\/(?!www\.w3\.org|github\.com\/highlightjs)[a-z]+\.[a-z]/,
      );
    }
    expect(text("/")).not.toMatch(/<style|style=|<script(?![^>]*src=)|\son[a-z]+=/);
    // The document names the script and the first sheet, and neither is left out of the sum.
    expect(text("/").match(/(?:src|href)="\/assets\/confab-[^"]+\.(?:js|css)"/g)?.length).toBe(2);
    // The same sources give the same names, built or read back.
    expect([...(await loadPage()).keys()]).toEqual([...files.keys()]);
  });

  test("first load has the words that the first screen shows, and no others", async () => {
    const files = await built();
    const main = [...files.keys()].find((path) => /^\/assets\/confab-.*\.js$/u.test(path)) ?? "";
    const script = new TextDecoder().decode(files.get(main)?.identity);
    const areas = [...new Bun.Glob("**/*words.ts").scanSync(join(import.meta.dir, "../../web"))]
      .map((file) => readFileSync(join(import.meta.dir, "../../web", file), "utf8"))
      .flatMap((source) => /\bdefineWords\("(\w+)"/u.exec(source)?.[1] ?? []);
    const isThere = areas.filter((area) => script.includes(`("${area}",{`));
    expect(isThere.toSorted()).toEqual([
      "app",
      "composer",
      "connection",
      "conversation",
      "files",
      "i18n",
      "people",
      "sidebar",
      "switcher",
      "ui",
    ]);
  });

  test("each part comes in five files at most, the way in as one, and what shows the messages in two", async () => {
    const files = await built();
    const text = (path: string) => new TextDecoder().decode(files.get(path)?.identity);
    const main = [...files.keys()].find((path) => /^\/assets\/confab-.*\.js$/u.test(path)) ?? "";
    const maxima = new Map<string, number>();
    for (const [, names = ""] of text(main).matchAll(/importChunk\("([^"]+)",/g)) {
      const [part = "", ...others] = names.split(" ");
      const given = text(`/assets/part-${part}.js`);
      for (const name of ["SignIn", "QuoteText"])
        if (new RegExp(`\\b${name}:\\(\\)=>`).test(given)) maxima.set(name, 1 + others.length);
      expect({ names, isMany: others.length > 4 }).toEqual({ names, isMany: false });
    }
    expect(Object.fromEntries(maxima)).toEqual({ SignIn: 1, QuoteText: 2 });
    // The build calls by this name what the page defines by it.
    expect(text(main)).toContain("globalThis.importChunk=");
  });

  test("[BUILD] what is drawn before the parts have come finds its style in the first sheet", async () => {
    const files = await built();
    const text = (part: string, end: string) => {
      const path = [...files.keys()].find((one) => one.startsWith(`/assets/${part}-`) && one.endsWith(end));
      return new TextDecoder().decode(files.get(path ?? "")?.identity);
    };
    const classesIn = (css: string) =>
      new Set(Array.from(css.matchAll(/\.([a-z][\w-]*)/g), ([, name]) => name ?? ""));
    const first = classesIn(text("confab", ".css"));
    const lazy = classesIn(text("lazy", ".css"));
    const values = Array.from(text("confab", ".js").matchAll(/class:([^,}]*)/g), ([, value = ""]) => value);
    const drawn = values
      .flatMap((value) => value.match(/["`][^"`]*["`]/g) ?? [])
      .flatMap((names) => names.match(/[\w-]+/g) ?? []);
    expect(drawn).toContain("composer-text");
    expect(lazy.has("emoji-picker")).toBe(true);
    expect(drawn.filter((name) => lazy.has(name) && !first.has(name))).toEqual([]);
  });

  test("[BUILD] draws no icon before the parts have come that comes with them", async () => {
    const files = await built();
    const path = [...files.keys()].find((one) => /^\/assets\/confab-.*\.js$/u.test(one)) ?? "";
    const script = new TextDecoder().decode(files.get(path)?.identity);
    const drawn = Array.from(script.matchAll(/\b(?:name|icon):([^,}]*)/g), ([, value = ""]) => value).flatMap(
      (value) => Array.from(value.matchAll(/"(\w+)"/g), ([, name = ""]) => name),
    );
    expect(drawn).toContain("smile");
    expect(drawn.filter((name) => name in lazyPaths)).toEqual([]);
  });
});
