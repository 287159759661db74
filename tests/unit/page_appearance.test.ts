// How the page is dressed while the account is asked: at once as I want it, in the end as the account has it.
import { expect, test } from "bun:test";

import { defaultPreferences, type Preferences } from "../../src/protocol/preferences.ts";
import { createAppearance } from "../../web/settings/appearance_state.ts";
import { createLocalStore } from "../../web/client/storage/local_store.ts";

function start() {
  const root = { dataset: {}, lang: "", dir: "" };
  const window = {
    document: { documentElement: root, querySelectorAll: () => [] },
    matchMedia: () => ({ matches: false, addEventListener() {} }),
    navigator: { languages: ["en"] },
  } as unknown as Window;
  const localStore = createLocalStore({ storage: null, onTrouble() {} });
  return createAppearance({ localStore, window, onLanguageFailed() {} });
}

const having = (some: Partial<Preferences>): Preferences => ({ ...defaultPreferences, ...some });

test("[P5] of two changes whose answers overtake one another neither is lost", async () => {
  const appearance = start();
  appearance.follow(defaultPreferences);
  const first = Promise.withResolvers<Preferences>();
  const second = Promise.withResolvers<Preferences>();
  const settled = [
    appearance.prefer({ theme: "dark" }, () => first.promise),
    appearance.prefer({ density: "compact" }, () => second.promise),
  ];
  await Promise.resolve();
  expect(appearance.preferences.value).toEqual(having({ theme: "dark", density: "compact" }));
  // The account tells of each in order; its answers come the other way around.
  appearance.follow(having({ theme: "dark" }));
  appearance.follow(having({ theme: "dark", density: "compact" }));
  second.resolve(having({ theme: "dark", density: "compact" }));
  await Promise.resolve();
  first.resolve(having({ theme: "dark" }));
  await Promise.all(settled);
  expect(appearance.preferences.value).toEqual(having({ theme: "dark", density: "compact" }));
});

test("[P5] what is refused is put back; without a line to tell of it the answer itself is worn", async () => {
  const appearance = start();
  appearance.follow(having({ theme: "light" }));
  const refused = appearance.prefer({ theme: "dark" }, () => Promise.reject(new Error("Not now.")));
  expect(appearance.preferences.value.theme).toBe("dark");
  await refused.catch(() => {});
  expect(appearance.preferences.value.theme).toBe("light");
  await appearance.prefer({ theme: "dark" }, () => Promise.resolve(having({ theme: "dark", clock: "h23" })));
  expect(appearance.preferences.value).toEqual(having({ theme: "dark", clock: "h23" }));
});
