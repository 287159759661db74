import { signal, type Signal } from "@preact/signals";

import type { LocalStore } from "../client/storage/local_store.ts";
import type { SkinTone } from "./skin_tone.ts";

const key = "confab:skin-tone";

/** The tone chosen in this browser. */
export function createStoredSkinTone(localStore: LocalStore): Signal<SkinTone> {
  const skinTone = signal(readTone(localStore.get(key)));
  skinTone.subscribe((tone) => localStore.put(key, String(tone)));
  return skinTone;
}

function readTone(text: string | null): SkinTone {
  const tones: SkinTone[] = [1, 2, 3, 4, 5];
  return tones.find((tone) => String(tone) === text) ?? 0;
}
