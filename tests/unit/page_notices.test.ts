// Notices: how long they stand, and that none goes while someone is at it.
import { expect, test } from "bun:test";

import { createNotices, standsMs } from "../../web/ui/notices.ts";
import { createHandClock } from "../support/hand_clock.ts";

function start() {
  const clock = createHandClock();
  const notices = createNotices({ after: clock.after });
  const texts = () => notices.shown.value.map(({ text }) => text);
  return { clock, notices, texts };
}

test("[PAGE] a longer text stands longer, and so does one with something to decide", () => {
  const { clock, notices, texts } = start();
  const long = "A sentence that takes its time to be read, by who reads it in another language. ".repeat(2);
  notices.notify("Saved.");
  notices.notify(long);
  clock.pass(standsMs({ text: "Saved." }));
  expect(texts()).toEqual([long]);
  clock.pass(standsMs({ text: long }) - standsMs({ text: "Saved." }));
  expect(texts()).toEqual([]);
  const action = { label: "Undo", run: () => {} };
  expect(standsMs({ text: "Saved.", action })).toBeGreaterThan(standsMs({ text: "Saved." }));
});

test("[PAGE] none goes while the pointer or the focus is on them; a moment after that it does", () => {
  const { clock, notices, texts } = start();
  notices.notify("Saved.");
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
  notices.notify("Saved.");
  clock.pass(standsMs({ text: "Saved." }) - 1);
  notices.notify("Saved.");
  clock.pass(1);
  expect(texts()).toEqual(["Saved."]);
  clock.pass(standsMs({ text: "Saved." }));
  expect(texts()).toEqual([]);
});

test("[PAGE] the same again does what was offered last: undoing what was done before would be another thing", () => {
  const { clock, notices, texts } = start();
  const done: string[] = [];
  const undo = (what: string) => ({ label: "Undo", run: () => void done.push(what) });
  notices.notify("1 room is read.", undo("lounge"));
  clock.pass(1000);
  notices.notify("1 room is read.", undo("harbour"));
  expect(texts()).toEqual(["1 room is read."]);
  notices.shown.value[0]?.action?.run();
  expect(done).toEqual(["harbour"]);
});
