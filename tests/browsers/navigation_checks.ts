// Coming in and finding one's way.
import { expect } from "bun:test";

import { testPassword } from "../support/client.ts";

import type { Check } from "./checks.ts";
import { roomOfTwo, postMessage } from "./seat.ts";

const heading = (name: string) => ({ role: "heading", name });

export const navigationChecks: Check[] = [
  {
    name: "sign in: a wrong password is told of, the right one leads in, and a reload stays in",
    async run({ screen, setCookie, ada }) {
      await setCookie(null);
      try {
        await screen.open("/");
        const [username, password] = [
          { role: "textbox", name: "Username" },
          { role: "textbox", name: "Password" },
        ];
        await screen.fillIn(username, "Ada");
        await screen.fillIn(password, "not this one, surely");
        await screen.key("Enter");
        await screen.see({ text: "The username or password is wrong." });
        await screen.fillIn(password, testPassword);
        await screen.click({ role: "button", name: "Sign in" });
        const lounge = { role: "link", name: /^lounge/, within: { role: "navigation", name: "Rooms" } };
        await screen.see(lounge);
        await screen.open("/");
        await screen.see(lounge);
      } finally {
        await setCookie(ada.cookie);
      }
    },
  },
  {
    name: "switcher: by keys to another room, and typing goes there",
    async run(seat) {
      const { screen } = seat;
      const [from] = [await roomOfTwo(seat, "here now"), await roomOfTwo(seat, "Général")];
      await screen.open(`/r/${from}`);
      await screen.see(heading("here now"));
      await screen.see({ role: "textbox", name: "Message here now" });
      await screen.key("Control+k");
      await screen.see({ role: "combobox", name: "Find rooms, people or messages" });
      await screen.type("gene");
      await screen.see({ role: "option", text: "Général" });
      await screen.key("Enter");
      await screen.see(heading("Général"));
      await screen.miss({ role: "dialog" });
      await screen.type("typed at once");
      const holdsIt = ([field]: HTMLElement[]) => (field as HTMLTextAreaElement)?.value === "typed at once";
      await screen.untilHolds({ role: "textbox", name: "Message Général" }, holdsIt);
    },
  },
  {
    name: "search: from anywhere into the box, found and marked, and gone to where it was said",
    async run(seat) {
      const { screen, bob } = seat;
      const roomId = await roomOfTwo(seat, "searched");
      await postMessage(bob, roomId, "我家在上海东边。");
      for (let n = 1; n <= 40; n += 1) await postMessage(bob, roomId, `filler number ${n}`);
      await screen.open(`/r/${roomId}`);
      await screen.see({ role: "textbox", name: "Message searched" });
      await screen.key("Control+Shift+F");
      const box = { role: "searchbox", name: /^Search messages/ };
      await screen.untilHolds(box, ([field]) => field === document.activeElement);
      await screen.type("上海");
      const found = { role: "article", text: "我家在上海东边。" };
      await screen.see(found);
      const marked = await screen.read(found, ([row]) => row?.querySelector("mark")?.textContent);
      expect(marked).toBe("上海");
      await screen.click({ text: /^我家在上海东边。$/, within: found });
      await screen.see(heading("searched"));
      await screen.untilHolds(found, ([row]) => {
        const { top = -1, bottom = Infinity } = row?.getBoundingClientRect() ?? {};
        return row === document.activeElement && top >= 0 && bottom <= innerHeight;
      });
    },
  },
  {
    name: "menus: keys open, move and close them, and the focus goes back to where it was",
    async run(seat) {
      const { screen } = seat;
      const roomId = await roomOfTwo(seat, "menus");
      await screen.open(`/r/${roomId}`);
      const button = { role: "button", name: "Room menu" };
      const items = { role: "menuitem", within: { role: "menu" } };
      const at = () => screen.read(items, (all) => all.findIndex((item) => item === document.activeElement));
      await screen.click(button);
      await screen.untilHolds(items, ([first]) => first !== undefined && first === document.activeElement);
      await screen.key("ArrowDown");
      expect(await at()).toBe(1);
      await screen.key("ArrowUp");
      await screen.key("ArrowUp");
      expect(await at()).toBe((await screen.read(items, ({ length }) => length)) - 1);
      // What the keys have moved to is marked.
      expect(await screen.read(items, (all) => all.at(-1)?.matches(":focus-visible"))).toBe(true);
      await screen.key("Escape");
      await screen.miss({ role: "menu" });
      await screen.untilHolds(button, ([one]) => one === document.activeElement);
      await screen.key("Enter");
      await screen.see({ role: "menu" });
      // A press outside closes it, and what is pressed is all that happens.
      await screen.click({ role: "textbox", name: "Message menus" });
      await screen.miss({ role: "menu" });
      await screen.untilHolds(
        { role: "textbox", name: "Message menus" },
        ([one]) => one === document.activeElement,
      );
      // A dialog holds the focus, and gives it back.
      await screen.key("Control+k");
      await screen.see({ role: "dialog" });
      for (let n = 0; n < 3; n += 1) await screen.key("Tab");
      expect(await screen.read({ role: "dialog" }, ([box]) => box?.contains(document.activeElement))).toBe(
        true,
      );
      await screen.key("Escape");
      await screen.miss({ role: "dialog" });
      await screen.untilHolds(
        { role: "textbox", name: "Message menus" },
        ([one]) => one === document.activeElement,
      );
    },
  },
];
