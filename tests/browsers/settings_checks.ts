// What one prefers.
import { expect } from "bun:test";

import { defaultPreferences } from "../../src/protocol/preferences.ts";

import type { Check } from "./checks.ts";

export const settingsChecks: Check[] = [
  {
    name: "settings: dark and Arabic are worn at once, and after a reload",
    async run({ screen, ada }) {
      await screen.open("/settings/appearance");
      const readAppearance = () =>
        screen.read({}, () => ({
          background: getComputedStyle(document.body).backgroundColor,
          dir: document.documentElement.dir,
          lang: document.documentElement.lang,
        }));
      await screen.click({ role: "radio", name: "Light" });
      await screen.untilHolds({}, () => document.documentElement.dataset["theme"] === "light");
      const light = await readAppearance();
      await screen.click({ role: "radio", name: "Dark" });
      await screen.untilHolds({}, () => document.documentElement.dataset["theme"] === "dark");
      const { background } = await readAppearance();
      expect(background).not.toBe(light.background);
      await screen.click({ role: "link", name: "Language and time" });
      await screen.click({ role: "radio", name: "العربية" });
      await screen.see({ role: "heading", name: "اللغة والوقت" });
      await screen.open("/settings/language");
      await screen.see({ role: "heading", name: "اللغة والوقت" });
      expect(await readAppearance()).toEqual({ background, dir: "rtl", lang: expect.stringMatching(/^ar/) });
      // The side stands at the right, and what it leads to at its left.
      const lefts = await Promise.all(
        ["navigation", "main"].map((role) =>
          screen.read({ role }, (all) => Math.max(...all.map((one) => one.getBoundingClientRect().left))),
        ),
      );
      expect(lefts[0]).toBeGreaterThan(lefts[1] ?? Infinity);
      await ada.patch("/api/me", { preferences: defaultPreferences });
    },
  },
];
