// Which places hold a draft, as every tab knows it at once.
import { afterAll, beforeAll, expect, test } from "bun:test";

import { createDrafts } from "../../web/client/storage/drafts.ts";
import { createLocalStore, type BrowserStorage } from "../../web/client/storage/local_store.ts";

const browser = new EventTarget();

beforeAll(() => {
  Reflect.set(globalThis, "window", browser);
});

afterAll(() => {
  Reflect.deleteProperty(globalThis, "window");
});

/** One storage and its tabs. The browser tells a change to all tabs but the one it was made in; here `pass` does, when it is time. */
function openBrowser(values: Map<string, string> = new Map()) {
  const changed: string[] = [];
  let walks = 0;
  const storage: BrowserStorage = {
    get length() {
      walks += 1;
      return values.size;
    },
    key: (index) => [...values.keys()][index] ?? null,
    getItem: (key) => values.get(key) ?? null,
    setItem(key, value) {
      values.set(key, value);
      changed.push(key);
    },
    removeItem(key) {
      if (values.delete(key)) changed.push(key);
    },
  };
  const tab = (owner = "1:ada") => {
    const drafts = createDrafts({ localStore: createLocalStore({ storage, onTrouble: () => {} }), owner });
    const stop = drafts.follow();
    return { drafts, stop, shows: () => [...drafts.targets.value].toSorted() };
  };
  const pass = () => {
    for (const key of changed.splice(0)) {
      // As it was when it was told; it may be something else by now.
      browser.dispatchEvent(Object.assign(new Event("storage"), { key, newValue: "told late" }));
    }
  };
  return { tab, pass, walks: () => walks };
}

test("[DRAFTS] a draft is told of when it begins and when it ends, not with every key", () => {
  const { tab } = openBrowser();
  const { drafts, shows } = tab();
  let changes = -1;
  drafts.targets.subscribe(() => (changes += 1));
  for (const text of ["h", "he", "hel", "hell", "hello"]) drafts.put("7", text);
  expect([shows(), changes]).toEqual([["7"], 1]);
  // Sent, or taken back.
  drafts.put("7", "");
  expect([shows(), changes]).toEqual([[], 2]);
  // Nothing that anyone would miss.
  drafts.put("7", " \n");
  expect([shows(), changes]).toEqual([[], 2]);
});

test("[DRAFTS] the storage is read once, not while someone types", () => {
  const { tab, walks } = openBrowser();
  const { drafts } = tab();
  const atFirst = walks();
  for (let count = 0; count < 50; count += 1) drafts.put("7", "x".repeat(count));
  expect(walks()).toBe(atFirst);
});

test("[DRAFTS] what was left is there in a new tab: rooms and replies", () => {
  const browser = openBrowser();
  const { drafts } = browser.tab();
  drafts.put("7", "to the room");
  drafts.put("7:41", "to a message");
  drafts.answer("9", 41);
  expect(browser.tab().shows()).toEqual(["7", "7:41"]);
});

test("[DRAFTS] two tabs say the same, whoever types, sends or signs out; a stopped one hears nothing more", () => {
  const { tab, pass } = openBrowser();
  const [one, two] = [tab(), tab()];
  one.drafts.put("7", "hello");
  two.drafts.put("8:3", "there");
  pass();
  expect([one.shows(), two.shows()]).toEqual([
    ["7", "8:3"],
    ["7", "8:3"],
  ]);
  two.drafts.put("7", "");
  pass();
  expect(one.shows()).toEqual(["8:3"]);
  one.drafts.clear();
  expect(one.shows()).toEqual([]);
  pass();
  expect([one.shows(), two.shows()]).toEqual([[], []]);
  one.stop();
  two.drafts.put("7", "again");
  pass();
  expect([one.shows(), two.shows()]).toEqual([[], ["7"]]);
});

test("[DRAFTS] what is told late does not bring back what was sent here meanwhile", () => {
  const { tab, pass } = openBrowser();
  const [one, two] = [tab(), tab()];
  one.drafts.put("7", "hello");
  two.drafts.put("7", "");
  pass();
  expect([one.shows(), two.shows()]).toEqual([[], []]);
});

test("[C6] another person's drafts are never shown, nor what is no draft at all", () => {
  const values = new Map([
    ["confab:draft:1:ada:here:7", "of one who is called ada:here"],
    ["confab:draft:1:ada:x", "of no room"],
    ["confab:draft:1:ada:0", "of no room"],
  ]);
  const { tab, pass } = openBrowser(values);
  const ada = tab();
  const bob = tab("2:bob");
  ada.drafts.put("7", "hers");
  bob.drafts.put("8", "his");
  pass();
  expect([ada.shows(), bob.shows(), tab("1:ad").shows()]).toEqual([["7"], ["8"], []]);
});

test("[D7] a long paste that is offered as a file is there in a new tab, until it is answered or its owner signs out", () => {
  const values = new Map([["confab:paste:1:ada:9", "no paste"]]);
  const { tab } = openBrowser(values);
  const { drafts } = tab();
  const held = { text: "x".repeat(60_000), at: null };
  drafts.keepPaste("7", held);
  drafts.keepPaste("8", { text: "inside", at: 4 });
  expect([tab().drafts.paste("7"), tab().drafts.paste("8")]).toEqual([held, { text: "inside", at: 4 }]);
  expect([tab("2:bob").drafts.paste("7"), tab().drafts.paste("9")]).toEqual([null, null]);
  drafts.keepPaste("7", null);
  expect(tab().drafts.paste("7")).toBeNull();
  drafts.clear();
  expect([...values.keys()]).toEqual([]);
});
