// Where one writes: names, drafts, lines, and the other direction.
import { expect } from "bun:test";

import { defaultPreferences } from "../../src/protocol/preferences.ts";

import type { Check } from "./checks.ts";
import {
  caret,
  field,
  highlightField,
  layerBoxes,
  layerStarts,
  markedTexts,
  write,
} from "./field_letters.ts";
import { distance, readPicture, type Colour } from "./picture.ts";
import { held, roomOfTwo } from "./seat.ts";

export const fieldChecks: Check[] = [
  {
    name: "mention: a name is completed by keys, and stands as a mention",
    async run(seat) {
      const { screen } = seat;
      const roomId = await roomOfTwo(seat, "names");
      await screen.open(`/r/${roomId}`);
      await screen.click(field("names"));
      await screen.type("Hello @bo");
      await screen.see({ role: "option", text: "Bob", within: { role: "listbox" } });
      await screen.key("Enter");
      await screen.miss({ role: "listbox" });
      const value = ([area]: HTMLElement[]) => (area as HTMLTextAreaElement).value;
      expect(await screen.read(field("names"), value)).toBe("Hello @Bob ");
      await screen.type("and others");
      await screen.key("Enter");
      await screen.see({ role: "button", name: "@Bob", within: { role: "article", text: "and others" } });
      expect((await held(seat, roomId)).map(({ body }) => body)).toEqual(["Hello @Bob and others"]);
    },
  },
  {
    name: "drafts: kept over a reload, and the same in a second tab",
    async run(seat) {
      const { screen } = seat;
      const roomId = await roomOfTwo(seat, "drafts");
      await screen.open(`/r/${roomId}`);
      await screen.fillIn(field("drafts"), "unfinished");
      const isText = ([area]: HTMLElement[], text: string) => (area as HTMLTextAreaElement)?.value === text;
      await screen.open(`/r/${roomId}`);
      await screen.untilHolds(field("drafts"), isText, "unfinished");
      const other = await seat.openScreen();
      await other.open(`/r/${roomId}`);
      await other.untilHolds(field("drafts"), isText, "unfinished");
      await other.click(field("drafts"));
      await other.key("End");
      await other.type(" business");
      await screen.untilHolds(field("drafts"), isText, "unfinished business");
      await other.key("Enter");
      await other.see({ role: "article", text: "unfinished business" });
      await screen.see({ role: "article", text: "unfinished business" });
      await screen.untilHolds(field("drafts"), isText, "");
      expect((await held(seat, roomId)).map(({ body }) => body)).toEqual(["unfinished business"]);
      expect(await other.complaints()).toEqual([]);
      await other.close();
    },
  },
  {
    name: "line starts: what is coloured stands in the very lines in which it is written",
    async run(seat) {
      const { screen } = seat;
      const roomId = await roomOfTwo(seat, "lines");
      await screen.open(`/r/${roomId}`);
      await highlightField(screen, "lines");
      let lines = 0;
      for (const text of markedTexts) {
        await screen.read(field("lines"), write, text);
        const found: number[] = [];
        for (let at = 0; at < text.length; at = await screen.read(field("lines"), caret)) {
          found.push(at);
          await screen.key("ArrowDown");
        }
        expect({ text, starts: found }).toEqual({
          text,
          starts: await screen.read(field("lines"), layerStarts),
        });
        lines += found.length;
      }
      expect(lines).toBeGreaterThan(markedTexts.length * 3);
      await screen.read(field("lines"), write, "");
    },
  },
  {
    name: "colours: code and links are coloured while one writes, what is between them is not",
    async run(seat) {
      const { screen } = seat;
      const roomId = await roomOfTwo(seat, "colours");
      await screen.open(`/r/${roomId}`);
      await highlightField(screen, "colours");
      const words = ["between", "`code`", "https://a.example/", "around"];
      await screen.read(field("colours"), write, ["behind the caret", ...words].join(" "));
      const boxes = await screen.read(field("colours"), layerBoxes, words);
      const isAlike = (one: Colour = [], other: Colour = []) => distance(one, other) < 30;
      // A picture may be taken before the words are painted: then everything is paper.
      let inks: Colour[] = [];
      for (let tries = 0; tries < 50; tries += 1) {
        const shown = await readPicture(await screen.picture());
        inks = boxes.map((box) => shown.inkOf(box));
        if (inks.every((ink) => !isAlike(ink, [255, 255, 255]))) break;
      }
      const [between, code, link, around] = inks;
      expect({ between, isAlike: isAlike(between, around) }).toEqual({ between, isAlike: true });
      expect({ code, isAlike: isAlike(between, code) }).toEqual({ code, isAlike: false });
      expect({ link, isAlike: isAlike(between, link) || isAlike(code, link) }).toEqual({
        link,
        isAlike: false,
      });
      await screen.read(field("colours"), write, "");
    },
  },
  {
    name: "hint: in Arabic the empty field says at its right what it is for",
    async run(seat) {
      const { screen, ada } = seat;
      const roomId = await roomOfTwo(seat, "from right to left");
      await ada.patch("/api/me", { preferences: { ...defaultPreferences, language: "ar" } });
      await screen.open(`/r/${roomId}`);
      const empty = { role: "textbox", name: /from right to left/ };
      // Nothing but the hint: no caret.
      await screen.untilHolds(empty, ([area]) => {
        area?.blur();
        return (
          area !== undefined &&
          document.documentElement.dir === "rtl" &&
          document.activeElement === document.body
        );
      });
      const box = await screen.read(empty, ([area]) => area?.getBoundingClientRect().toJSON());
      // As above: what is not painted yet has no ink.
      let columns: number[] = [];
      for (let tries = 0; tries < 50 && columns.length <= 40; tries += 1) {
        columns = (await readPicture(await screen.picture())).inkedColumns(box);
      }
      const middle = box.left + box.width / 2;
      expect(columns.filter((x) => x > middle).length).toBeGreaterThan(40);
      expect(columns.filter((x) => x < middle)).toEqual([]);
      await ada.patch("/api/me", { preferences: defaultPreferences });
    },
  },
];
