// What search finds in any storage: the same whether the index has come to a message or not.
import { afterEach, beforeEach, expect, test } from "bun:test";

import type { Actor } from "../../src/domain/journal.ts";
import type { SearchQuery } from "../../src/domain/search/search_store.ts";
import { readWords } from "../../src/domain/search/words.ts";
import { untilIndexed } from "../support/until_indexed.ts";
import { done, openWorkspace, type Workspace, type StorageKind } from "./workspace.ts";

type Asked = Partial<Omit<SearchQuery, "words">>;

export function searchSuite(kind: StorageKind): void {
  let workspace: Workspace;
  beforeEach(async () => {
    workspace = await openWorkspace(kind);
  });
  afterEach(() => workspace.dispose());

  async function find(actor: Actor, q: string, asked: Asked = {}) {
    const query = { words: readWords(q), hasLink: false, hasFile: false, limit: 50, ...asked };
    return workspace.stores().search.find(actor.userId, query);
  }

  async function found(actor: Actor, q: string, asked: Asked = {}): Promise<string[]> {
    return (await find(actor, q, asked)).messages.map(({ body }) => body);
  }

  /** Before the index has come to what was posted, most likely, and after. */
  async function twice(check: () => Promise<void>): Promise<void> {
    await check();
    await untilIndexed(workspace.searchIndex());
    await check();
  }

  const texts: [body: string, finds: string[], not: string[]][] = [
    [
      "PLT-3699 is done",
      ["PLT-3699", "plt-3699", "3699", "T-3", "99", "-", "done PLT"],
      ["PLT 3700", "PLT_3699"],
    ],
    ["我家在上海东边。", ["上海", "上海东", "海", "东边。", "家 边"], ["海上", "上 外"]],
    [
      'don\'t do a/b at 50%, say "AND" to x* (or c\\d)',
      ["don't", "a/b", "50%", '"', "AND", "x*", "c\\d", "*", "%", "(or"],
      ["dont", "a%b", "_", "50 5_%", "do*"],
    ],
    ["Straße, ÜBER, Ждём, Ας", ["straße", "über", "ÜB", "ждём", "ЖД", "ж", "ας"], ["strasse", "ub", "еждём"]],
    ["cafe\u0301 au lait", ["café", "CAFÉ", "fe\u0301", "\u00e9", "au"], ["cafe", "cafè"]],
    ["👍🏽 and 👨‍👩‍👧 \u{1f600}", ["👍🏽", "👨‍👩‍👧", "😀", "👍"], ["👎", "😃"]],
    // As keyboards write it: NFC takes the letter apart.
    [
      "फौ\u095bदारी के मामले",
      ["फौ\u095bदारी", "फौ\u091c\u093cदारी", "\u095bदा", "\u091c\u093cदारी के"],
      ["फौ\u091cदारी"],
    ],
    ["مرحبا بالعالم שלום", ["مرحبا", "לו", "عالم"], ["مرحبه", "ול"]],
    ["a_b\n[c]^$ {1,2} back`tick`", ["a_b", "[c]", "^$", "{1,2}", "`"], ["a.b", "[c", ".{3}"].slice(2)],
  ];

  test.each(texts)("[S2] every character means itself: %j", async (body, finds, not) => {
    const { ada, post } = workspace;
    await post(ada, body);
    await post(ada, "nothing of the kind");
    await twice(async () => {
      for (const q of finds) expect([q, await found(ada, q)]).toEqual([q, [body]]);
      for (const q of not) expect([q, await found(ada, q)]).toEqual([q, []]);
    });
  });

  test("[S1] [S2] all words must be there, in any order; without words everything is found, the newest first", async () => {
    const { ada, bob, post } = workspace;
    await post(ada, "red apples");
    await post(bob, "green apples and red pears");
    await post(ada, "green leaves");
    await twice(async () => {
      expect(await found(ada, "apple red")).toEqual(["green apples and red pears", "red apples"]);
      expect(await found(ada, " \t green\u3000pear\n")).toEqual(["green apples and red pears"]);
      expect(await found(ada, "red leaves")).toEqual([]);
      expect(await found(ada, "")).toEqual(["green leaves", "green apples and red pears", "red apples"]);
    });
  });

  test("[S2] texts in no normal form are not taken for a damaged index", async () => {
    for (const body of ["फौ\u095bदारी", "10 k\u2126 and \u212bngström", "\ufb2a\u05dc\u05d5\u05dd"])
      done(await workspace.post(workspace.ada, body));
    await untilIndexed(workspace.searchIndex());
    expect(await workspace.searchIndex().check(0)).toMatchObject({ checked: 3, wrong: 0 });
  });

  test("[S3] by room, author, time and link, and all of them at once", async () => {
    const { ada, bob, post, clock, createRoom } = workspace;
    const garden = await createRoom(ada, "garden");
    const day = 24 * 3600 * 1000;
    const begin = clock.now;
    const withoutLink = "one, from Bob, with no link: `http://a.example` ssh://a.example";
    await post(ada, "one https://example.org/x");
    clock.now = begin + day;
    await post(bob, withoutLink);
    // The clock is set back: times do not rise with ids.
    clock.now = begin - 2 * day;
    await post(ada, "one of the garden", { roomId: garden });
    clock.now = begin + 3 * day;
    await post(ada, "one at last, see HTTP://EXAMPLE.ORG");
    await twice(async () => {
      expect(await found(ada, "one", { roomId: garden })).toEqual(["one of the garden"]);
      expect(await found(ada, "", { authorId: bob.userId })).toEqual([withoutLink]);
      expect(await found(ada, "on", { authorId: 9999 })).toEqual([]);
      expect(await found(ada, "one", { until: begin })).toEqual(["one of the garden"]);
      expect(await found(ada, "ne", { since: begin, until: begin + day })).toEqual([
        "one https://example.org/x",
      ]);
      expect(await found(ada, "", { since: begin + day, until: begin + 3 * day })).toEqual([withoutLink]);
      expect(await found(ada, "", { since: begin + 3 * day + 1 })).toEqual([]);
      expect(await found(ada, "", { hasLink: true })).toEqual([
        "one at last, see HTTP://EXAMPLE.ORG",
        "one https://example.org/x",
      ]);
      const all = { roomId: 1, authorId: ada.userId, since: begin + 1, hasLink: true };
      expect(await found(ada, "last", all)).toEqual(["one at last, see HTTP://EXAMPLE.ORG"]);
    });
  });

  test("[S2] [S3] a message is found by the names of its files too, and by having any, until it is deleted", async () => {
    const { ada, post, submit, remove } = workspace;
    const state = {
      hash: "a".repeat(64),
      thumbHash: null,
      type: "text/plain",
      size: 1,
      width: null,
      height: null,
    };
    const add = async (name: string) =>
      done(
        await submit({
          kind: "addFile",
          actor: ada,
          roomId: 1,
          name,
          quotaBytes: 1000,
          filesBytes: null,
          ...state,
        }),
      ).fileId;
    await post(ada, "no file: report");
    await add("report never posted.pdf");
    const fileIds = [await add("年度报告.pdf"), await add("Report 2026, final.odt")];
    const { message } = done(await post(ada, "see here", { fileIds }));
    const { message: bare } = done(await post(ada, "", { fileIds: [await add("100%.txt")] }));
    await twice(async () => {
      expect(await found(ada, "report")).toEqual(["see here", "no file: report"]);
      for (const q of ["报告", "报", "final see", "2026,", "port 20"])
        expect([q, await found(ada, q)]).toEqual([q, ["see here"]]);
      expect(await found(ada, "never")).toEqual([]);
      expect((await find(ada, "0%")).messages).toEqual([bare]);
      expect((await find(ada, "", { hasFile: true })).messages).toEqual([bare, message]);
      expect(await found(ada, "report", { hasFile: true })).toEqual(["see here"]);
    });
    await remove(ada, message);
    await twice(async () => {
      expect(await found(ada, "final")).toEqual([]);
      expect((await find(ada, "", { hasFile: true })).messages).toEqual([bare]);
    });
  });

  test("[S1] [A1] nothing is found in a room that is not mine, at once when I leave it or am removed", async () => {
    const { ada, bob, post, submit, createRoom, register, invite } = workspace;
    const eve = await register("Eve", (await invite(ada)).tokenHash);
    const attic = await createRoom(ada, "attic", "private");
    const garden = await createRoom(ada, "garden");
    await submit({ kind: "addMembers", actor: ada, roomId: attic, userIds: [bob.userId] });
    await submit({ kind: "join", actor: bob, roomId: garden });
    await post(ada, "the secret word is xylophone", { roomId: attic });
    await post(bob, "a xylophone in the garden", { roomId: garden });
    await twice(async () => {
      for (const q of ["xylophone", "yl", ""]) {
        expect(await find(eve, q)).toEqual({ messages: [], hits: [], next: null, isPartial: false });
        expect(await found(eve, q, { roomId: attic })).toEqual([]);
        expect(await found(eve, q, { authorId: ada.userId })).toEqual([]);
      }
      expect(await found(ada, "xylophone")).toHaveLength(2);
    });
    expect(await found(bob, "xyl")).toHaveLength(2);
    await submit({ kind: "leave", actor: bob, roomId: garden });
    expect(await found(bob, "xyl")).toEqual(["the secret word is xylophone"]);
    await submit({ kind: "removeMember", actor: ada, roomId: attic, userId: bob.userId });
    expect(await found(bob, "xyl")).toEqual([]);
    await submit({ kind: "addMembers", actor: ada, roomId: attic, userIds: [bob.userId] });
    expect(await found(bob, "xyl")).toEqual(["the secret word is xylophone"]);
  });

  test("[S1] [S6] an edited message is found by what it says now, a deleted or erased one by nothing", async () => {
    const { ada, bob, post, edit, remove, submit } = workspace;
    const { message: one } = done(await post(ada, "first draft"));
    const { message: two } = done(await post(bob, "second draft"));
    await post(bob, "third draft");
    await untilIndexed(workspace.searchIndex());
    await edit(ada, one, "final version");
    await remove(bob, two);
    // At once by nothing that it does not say any more.
    expect(await found(ada, "draft")).toEqual(["third draft"]);
    expect(await found(ada, "dr")).toEqual(["third draft"]);
    await untilIndexed(workspace.searchIndex());
    expect(await found(ada, "version")).toEqual(["final version"]);
    expect(await found(ada, "")).toEqual(["third draft", "final version"]);
    await submit({ kind: "erasePerson", actor: ada, userId: bob.userId });
    for (;;) {
      if (done(await submit({ kind: "eraseMore", userId: bob.userId })).isDone) break;
    }
    expect(await found(ada, "draft")).toEqual([]);
    await untilIndexed(workspace.searchIndex());
    expect(await found(ada, "")).toEqual(["final version"]);
  });

  test("[S4] pages by `next` give every message once, the newest first, while others post", async () => {
    const { ada, bob, post, createRoom } = workspace;
    const attic = await createRoom(bob, "attic", "private");
    const many = Array.from({ length: 173 }, (_, n) =>
      post(n % 3 ? ada : bob, n % 5 ? `needle ${n}` : `straw ${n}`, { roomId: n % 7 || n % 3 ? 1 : attic }),
    );
    const wanted = (await Promise.all(many))
      .map((outcome) => done(outcome).message)
      .filter(({ roomId, body }) => roomId === 1 && body.startsWith("needle"))
      .map(({ id }) => id)
      .toReversed();
    expect(wanted.length).toBeGreaterThan(100);
    for (const q of ["needle", "ee", "n d"]) {
      const seen: number[] = [];
      for (let before: number | null | undefined; before !== null;) {
        const page = await find(ada, q, { limit: 20, before: before ?? undefined });
        seen.push(...page.messages.map(({ id }) => id));
        before = page.next;
        await post(ada, "another needle in between");
      }
      expect(seen.filter((id) => id <= (wanted[0] ?? 0))).toEqual(wanted);
      expect(seen).toEqual([...new Set(seen)].sort((a, b) => b - a));
      await untilIndexed(workspace.searchIndex());
    }
  });
}
