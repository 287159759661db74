// Reading what was said, also after the server was away.
import { expect } from "bun:test";

import type { Check } from "./checks.ts";
import type { Screen } from "./screen.ts";
import { held, roomOfTwo, postMessage } from "./seat.ts";

const messages = { role: "region", name: "Messages" };
const all = { role: "article", within: messages };
const row = (text: string) => ({ ...all, text });
const field = (room: string) => ({ role: "textbox", name: `Message ${room}` });

export const readingChecks: Check[] = [
  {
    name: "history: older messages come while one scrolls, and what is read does not move for them",
    async run(seat) {
      const { screen, ada, bob } = seat;
      const roomId = await roomOfTwo(seat, "history");
      // Tall, so that a page of them is more than is fetched ahead.
      for (let n = 1; n <= 70; n += 1)
        await postMessage(bob, roomId, `line ${n} of the log${"\n…".repeat(5)}`);
      await ada.post("/api/rooms/read");
      await screen.open(`/r/${roomId}`);
      await screen.untilHolds(row("line 70 of the log"), ([last]) => {
        return last !== undefined && last.getBoundingClientRect().bottom <= innerHeight;
      });
      // What is older waits, so that one sees what its coming does.
      const { isHeld, letCome } = await holdOlder(screen);
      while (!(await isHeld())) await screen.scrollBy(messages, -300);
      const before = await screen.read(all, ({ length }) => length);
      const topOf = (one: string) => screen.read(row(one), ([found]) => found?.getBoundingClientRect().top);
      const anchor = await screen.read(all, (rows) => {
        const seen = rows.find((one) => one.getBoundingClientRect().top > innerHeight / 3);
        return /line \d+ of the log/.exec(seen?.textContent ?? "")?.[0] ?? "";
      });
      const stood = await topOf(anchor);
      await letCome();
      await screen.untilHolds(all, (rows, known) => rows.length > known, before);
      expect(Math.abs(((await topOf(anchor)) ?? 0) - (stood ?? 1000))).toBeLessThan(2);
      const isThere = () => screen.read(row("line 1 of the log"), ({ length }) => length > 0);
      while (!(await isThere())) await screen.scrollBy(messages, -1500);
      const shown = await screen.read(all, (rows) => {
        return rows.map((one) => Number(/line (\d+) of/.exec(one.textContent ?? "")?.[1]));
      });
      expect(shown).toEqual(Array.from({ length: shown.length }, (_, at) => at + 1));
    },
  },
  {
    name: "scroll and latest: who reads above stays there, is told what is new, and gets to the end",
    async run(seat) {
      const { screen, bob } = seat;
      const roomId = await roomOfTwo(seat, "the latest");
      for (let n = 1; n <= 40; n += 1) await postMessage(bob, roomId, `line ${n} of the log`);
      await seat.ada.post("/api/rooms/read");
      await screen.open(`/r/${roomId}`);
      await screen.see(row("line 40 of the log"));
      await screen.scrollBy(messages, -900);
      await screen.see({ role: "button", name: "Latest" });
      await postMessage(bob, roomId, "the newest of all");
      await screen.see({ role: "button", name: "1 new" });
      const isSeen = ([one]: HTMLElement[]) => {
        return one !== undefined && one.getBoundingClientRect().top < innerHeight - 100;
      };
      expect(await screen.read(row("the newest of all"), isSeen)).toBe(false);
      await screen.click({ role: "button", name: "1 new" });
      await screen.untilHolds(row("the newest of all"), isSeen);
      await screen.miss({ role: "button", name: /^Latest$|new$/ });
      // At the end one stays there.
      await postMessage(bob, roomId, "and one more");
      await screen.untilHolds(row("and one more"), isSeen);
    },
  },
  {
    name: "restart: what is written while the server is away is sent once, and what was missed comes",
    async run(seat) {
      const { screen, bob } = seat;
      const roomId = await roomOfTwo(seat, "restarts");
      await screen.open(`/r/${roomId}`);
      await screen.fillIn(field("restarts"), "before");
      await screen.key("Enter");
      await screen.untilHolds(row("before"), ([one]) => one?.getAttribute("data-seq") !== null);
      await held(seat, roomId);
      await seat.server.kill();
      try {
        await screen.see({ role: "status", text: "Offline." });
        await screen.type("meanwhile");
        await screen.key("Enter");
        await screen.see({ role: "status", text: /Offline\. 1 message/ });
      } finally {
        await seat.startAgain();
      }
      await postMessage(bob, roomId, "while you were away");
      await screen.see(row("while you were away"));
      await screen.miss({ role: "status", text: "Offline." });
      const bodies = (await held(seat, roomId)).map(({ body }) => body);
      expect(bodies.toSorted()).toEqual(["before", "meanwhile", "while you were away"]);
      const shown = await screen.read(
        { role: "article", within: messages },
        (all, known) => {
          return all.map((one) => known.find((body) => one.textContent?.includes(body)));
        },
        bodies,
      );
      expect(shown).toEqual(bodies);
    },
  },
];

/** Requests of this page for older messages wait until they are let come. */
async function holdOlder(screen: Screen) {
  await screen.read({}, () => {
    const ask = window.fetch;
    const { promise, resolve } = Promise.withResolvers<void>();
    const wait = async (...asked: Parameters<typeof ask>) => {
      const [address] = asked;
      if (typeof address === "string" && address.includes("before=")) {
        Object.assign(window, { isHeld: true });
        await promise;
      }
      return ask(...asked);
    };
    Object.assign(window, { fetch: wait, letCome: resolve });
  });
  return {
    isHeld: () => screen.read({}, () => Reflect.has(window, "isHeld")),
    letCome: () => screen.read({}, () => void Reflect.get(window, "letCome")()),
  };
}
