// Talking, with Bob at the other end.
import { expect } from "bun:test";
import { join } from "node:path";

import { picture } from "../support/pictures.ts";
import { until } from "../support/restorable.ts";

import type { Check } from "./checks.ts";
import { held, roomOfTwo, postMessage } from "./seat.ts";

const messages = { role: "region", name: "Messages" };
const row = (text: string) => ({ role: "article", text, within: messages });
const field = (room: string) => ({ role: "textbox", name: `Message ${room}` });

export const talkingChecks: Check[] = [
  {
    name: "send: Enter sends, Shift+Enter breaks the line, and what another says comes by itself",
    async run(seat) {
      const { screen, bob } = seat;
      const roomId = await roomOfTwo(seat, "sending");
      await screen.open(`/r/${roomId}`);
      await screen.fillIn(field("sending"), "grüße 上海");
      await screen.key("Shift+Enter");
      await screen.type("second line");
      await screen.key("Enter");
      await screen.see(row("second line"));
      await screen.untilHolds(field("sending"), ([area]) => (area as HTMLTextAreaElement)?.value === "");
      // It shows before it has reached the server, where Bob's could be first.
      await until(
        async () => (await held(seat, roomId)).length === 1,
        () => "The message was not stored.",
      );
      await postMessage(bob, roomId, "heard");
      await screen.see(row("heard"));
      expect((await held(seat, roomId)).map(({ body }) => body)).toEqual([
        "grüße 上海\nsecond line",
        "heard",
      ]);
    },
  },
  {
    name: "edit: from the message's own button and by the arrow up",
    async run(seat) {
      const { screen, ada } = seat;
      const roomId = await roomOfTwo(seat, "editing");
      await postMessage(ada, roomId, "frist");
      await screen.open(`/r/${roomId}`);
      await screen.hover({ text: "frist", within: messages });
      await screen.click({ role: "button", name: "Edit", within: row("frist") });
      await screen.fillIn({ role: "textbox", name: "Edit message" }, "first");
      await screen.key("Enter");
      await screen.see({ text: "edited", within: row("first") });
      await screen.click(field("editing"));
      await screen.key("ArrowUp");
      await screen.untilHolds(
        { role: "textbox", name: "Edit message" },
        ([one]) => one === document.activeElement,
      );
      await screen.key("End");
      await screen.type(" of all");
      await screen.key("Enter");
      await screen.see(row("first of all"));
      await screen.miss({ role: "textbox", name: "Edit message" });
      await screen.untilHolds(field("editing"), ([one]) => one === document.activeElement);
      expect((await held(seat, roomId)).map(({ body }) => body)).toEqual(["first of all"]);
    },
  },
  {
    name: "reply and react: with what appears under the pointer",
    async run(seat) {
      const { screen, ada, bob } = seat;
      const roomId = await roomOfTwo(seat, "answers");
      await postMessage(bob, roomId, "Do we keep the clock?");
      await screen.open(`/r/${roomId}`);
      const question = { text: "Do we keep the clock?", within: messages };
      await screen.hover(question);
      await screen.click({ role: "button", name: "React with 👍" });
      const chip = { role: "button", name: /^👍 1/, within: row("clock") };
      await screen.untilHolds(chip, ([one]) => one?.ariaPressed === "true");
      await screen.hover(question);
      await screen.click({ role: "button", name: "Reply", within: row("clock") });
      await screen.see({ role: "button", name: "Cancel reply" });
      await screen.untilHolds(field("answers"), ([one]) => one === document.activeElement);
      await screen.type("For decoration.");
      await screen.key("Enter");
      await screen.see({ role: "button", text: "Do we keep the clock?", within: row("For decoration.") });
      await screen.see({ role: "button", name: "1 reply" });
      const [asked, answered] = await held(seat, roomId);
      expect(answered?.replyTo).toBe(asked?.id ?? -1);
      expect(asked?.reactions).toMatchObject([{ emoji: "👍", userIds: [ada.user.id] }]);
      await screen.click(chip);
      await screen.miss(chip);
    },
  },
  {
    name: "upload: a picture and a text are chosen, sent and shown",
    async run(seat) {
      const { screen } = seat;
      const roomId = await roomOfTwo(seat, "files");
      const [tide, notes] = [join(seat.folder, "tide.png"), join(seat.folder, "notes.txt")];
      await Bun.write(tide, await picture("png", 60, 40));
      await Bun.write(notes, "low at six");
      await screen.open(`/r/${roomId}`);
      await screen.see({ role: "button", name: /^Add files/ });
      await screen.chooseFiles([tide, notes]);
      await screen.see({ role: "button", name: "Remove tide.png" });
      await screen.see({ role: "button", name: "Remove notes.txt" });
      await screen.click(field("files"));
      await screen.type("both");
      await screen.click({ role: "button", name: "Send" });
      await screen.see({ role: "link", text: "notes.txt", within: row("both") });
      await screen.untilHolds({ role: "img", name: "tide.png", within: row("both") }, ([image]) => {
        return image instanceof HTMLImageElement && image.complete && image.naturalWidth > 0;
      });
      const [sent] = await held(seat, roomId);
      expect(sent?.files).toMatchObject([{ name: "tide.png" }, { name: "notes.txt", size: 10 }]);
    },
  },
];
