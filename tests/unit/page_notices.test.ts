// Notices: how long they stand, and that none goes while someone is at it.
import { expect, test } from "bun:test";

import { setLocale } from "../../web/i18n/locale.ts";
import { createNotices, standsMs } from "../../web/ui/notices.ts";
import { tUi } from "../../web/ui/words.ts";
import { createHandClock } from "../support/hand_clock.ts";

const sentence = (text: string) => ({ code: text, text });
const saved = sentence("Saved.");

function start() {
  const clock = createHandClock();
  const notices = createNotices({ after: clock.after });
  const texts = () => notices.shown.value.map(({ message }) => message.text);
  return { clock, notices, texts };
}

test("[PAGE] a longer text stands longer, and so does one with something to decide", () => {
  const { clock, notices, texts } = start();
  const long = "A sentence that takes its time to be read, by who reads it in another language. ".repeat(2);
  notices.notify(saved);
  notices.notify(sentence(long));
  clock.pass(standsMs({ message: saved }));
  expect(texts()).toEqual([long]);
  clock.pass(standsMs({ message: sentence(long) }) - standsMs({ message: saved }));
  expect(texts()).toEqual([]);
  const action = { label: sentence("Undo"), run: () => {} };
  expect(standsMs({ message: saved, action })).toBeGreaterThan(standsMs({ message: saved }));
});

test("[PAGE] none goes while the pointer or the focus is on them; a moment after that it does", () => {
  const { clock, notices, texts } = start();
  notices.notify(saved);
  notices.hold(true);
  clock.pass(60_000);
  expect(texts()).toEqual(["Saved."]);
  notices.hold(false);
  expect(texts()).toEqual(["Saved."]);
  clock.pass(5000);
  expect(texts()).toEqual([]);
});

test("[PAGE] the same again is one notice that stands for longer", () => {
  const { clock, notices, texts } = start();
  notices.notify(saved);
  clock.pass(standsMs({ message: saved }) - 1);
  notices.notify(saved);
  clock.pass(1);
  expect(texts()).toEqual(["Saved."]);
  clock.pass(standsMs({ message: saved }));
  expect(texts()).toEqual([]);
});

test("[PAGE] the same again does what was offered last: undoing what was done before would be another thing", () => {
  const { clock, notices, texts } = start();
  const done: string[] = [];
  const undo = (what: string) => ({ label: sentence("Undo"), run: () => void done.push(what) });
  notices.notify(sentence("1 room is read."), undo("lounge"));
  clock.pass(1000);
  notices.notify(sentence("1 room is read."), undo("harbour"));
  expect(texts()).toEqual(["1 room is read."]);
  notices.shown.value[0]?.action?.run();
  expect(done).toEqual(["harbour"]);
});

test("[P5] a notice and its action follow the language, and the same in both is one notice", async () => {
  const { notices, texts } = start();
  const undo = { label: tUi.localized("undo"), run: () => {} };
  notices.notify(tUi.localized("saved"), undo);
  expect([texts(), notices.shown.value[0]?.action?.label.text]).toEqual([["Saved"], "Undo"]);
  await setLocale("de", []);
  expect([texts(), notices.shown.value[0]?.action?.label.text]).toEqual([["Gespeichert"], "Rückgängig"]);
  notices.notify(tUi.localized("saved"), undo);
  expect(texts()).toEqual(["Gespeichert"]);
  await setLocale("en", []);
});
