// What was typed and not sent, and what it answers.
import { signal, type ReadonlySignal } from "@preact/signals";

import { watchStoredKey, watchStoredPrefix, type LocalStore } from "./local_store.ts";

/** A room, or what is said in reply to one message of it. */
export type DraftPlace = `${number}` | `${number}:${number}`;

export function draftPlace(roomId: number, originalId?: number): DraftPlace {
  return originalId === undefined ? `${roomId}` : `${roomId}:${originalId}`;
}

/** A long text that was pasted, and may go as a file instead. */
export interface LongPaste {
  text: string;
  /** Where it was put into the draft; null: it was not. */
  at: number | null;
}

/** A larger one is offered as long as the tab lives; the browser keeps no more than a few of them. UTF-16 units. */
const maxStoredLength = 1_000_000;

export function roomOfDraft(place: DraftPlace): number {
  return Number.parseInt(place, 10);
}

/** Of a draft in reply to one message: its id. */
export function originalOfDraft(place: DraftPlace): number | null {
  return Number(place.split(":")[1]) || null;
}

export type Drafts = ReturnType<typeof createDrafts>;

/** `owner` names the person: another one on the same machine sees nothing of it. */
export function createDrafts({ localStore, owner }: { localStore: LocalStore; owner: string }) {
  const texts = `confab:draft:${owner}:`;
  const answers = `confab:answers:${owner}:`;
  const pastes = `confab:paste:${owner}:`;
  const get = (place: DraftPlace) => localStore.get(texts + place) ?? "";
  const places = signal<ReadonlySet<DraftPlace>>(new Set());

  function set(key: string, value: string): void {
    if (value === "") localStore.remove(key);
    else localStore.put(key, value);
  }

  function note(place: string): void {
    if (!isPlace(place) || /\S/.test(get(place)) === places.peek().has(place)) return;
    const next = new Set(places.peek());
    if (!next.delete(place)) next.add(place);
    places.value = next;
  }
  // Looked through once: from then on each change tells of itself.
  for (const key of localStore.keys(texts)) note(key.slice(texts.length));

  function put(place: DraftPlace, text: string): void {
    set(texts + place, text);
    note(place);
  }

  return {
    /** Where something stands that was not sent. */
    places: places as ReadonlySignal<ReadonlySet<DraftPlace>>,
    get,
    put,
    /** Id of the message that the draft answers. */
    answers: (place: DraftPlace) => Number(localStore.get(answers + place)) || null,
    answer: (place: DraftPlace, messageId: number | null) => set(answers + place, String(messageId ?? "")),
    /** What was pasted there and is still offered as a file. */
    paste: (place: DraftPlace) => readPaste(localStore.get(pastes + place)),
    keepPaste: (place: DraftPlace, paste: LongPaste | null) =>
      set(pastes + place, paste && paste.text.length <= maxStoredLength ? JSON.stringify(paste) : ""),
    /** Where its text is kept, and what it answers. */
    keysOf: (place: DraftPlace) => [texts + place, answers + place],
    /** Hears of what other tabs do to any of them. Gives how to stop. */
    follow: () => watchStoredPrefix(texts, note),
    /** Tells what other tabs make of it. Gives how to stop. */
    watch(place: DraftPlace, hear: { text: (text: string) => void; answers: (id: number | null) => void }) {
      const stops = [
        watchStoredKey(texts + place, (text) => hear.text(text ?? "")),
        watchStoredKey(answers + place, (id) => hear.answers(Number(id) || null)),
      ];
      return () => stops.forEach((stop) => stop());
    },
    /** C6: what answers a message that is lost answers none; what was written in reply to it alone goes to the room. */
    loseReplies(hasMessage: (messageId: number) => boolean): void {
      for (const key of localStore.keys(answers)) {
        const id = Number(localStore.get(key));
        if (id > 0 && !hasMessage(id)) localStore.remove(key);
      }
      for (const key of localStore.keys(texts)) {
        const place = key.slice(texts.length);
        const original = isPlace(place) ? originalOfDraft(place) : null;
        if (!isPlace(place) || original === null || hasMessage(original)) continue;
        const room = draftPlace(roomOfDraft(place));
        put(room, [get(room), get(place)].filter((text) => text !== "").join("\n"));
        put(place, "");
      }
    },
    clear(): void {
      for (const key of [texts, answers, pastes].flatMap((prefix) => localStore.keys(prefix)))
        localStore.remove(key);
      places.value = new Set();
    },
  };
}

/** Anything may be in the local store. */
const isPlace = (text: string): text is DraftPlace => /^[1-9]\d*(:[1-9]\d*)?$/.test(text);

function readPaste(kept: string | null): LongPaste | null {
  try {
    const { text, at } = JSON.parse(kept ?? "{}");
    return typeof text === "string" && (at === null || Number.isInteger(at)) ? { text, at } : null;
  } catch {
    return null;
  }
}
