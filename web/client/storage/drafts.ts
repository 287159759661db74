// Unsent texts, and the message each one answers.
import { signal, type ReadonlySignal } from "@preact/signals";

import { watchStoredKey, watchStoredPrefix, type LocalStore } from "./local_store.ts";

/** A room, or the replies to one message of it. */
export type DraftKey = `${number}` | `${number}:${number}`;

export function draftKey(roomId: number, originalId?: number): DraftKey {
  return originalId === undefined ? `${roomId}` : `${roomId}:${originalId}`;
}

/** A long text that was pasted, and may be sent as a file. */
interface LongPaste {
  text: string;
  /** Its position in the draft; null: not in it. */
  at: number | null;
}

/** A larger paste is offered as long as the tab lives; browsers store only a few. UTF-16 units. */
const maxStoredLength = 1_000_000;

export function roomOfDraft(target: DraftKey): number {
  return Number.parseInt(target, 10);
}

/** The id of the message that the draft replies to. */
export function originalOfDraft(target: DraftKey): number | null {
  return Number(target.split(":")[1]) || null;
}

export type Drafts = ReturnType<typeof createDrafts>;

/** `owner` names the person: another person on the same machine sees none of it. */
export function createDrafts({ localStore, owner }: { localStore: LocalStore; owner: string }) {
  const texts = `confab:draft:${owner}:`;
  const answers = `confab:answers:${owner}:`;
  const pastes = `confab:paste:${owner}:`;
  const get = (target: DraftKey) => localStore.get(texts + target) ?? "";
  const targets = signal<ReadonlySet<DraftKey>>(new Set());

  function set(key: string, value: string): void {
    if (value === "") localStore.remove(key);
    else localStore.put(key, value);
  }

  function note(target: string): void {
    if (!isDraftKey(target) || /\S/.test(get(target)) === targets.peek().has(target)) return;
    const next = new Set(targets.peek());
    if (!next.delete(target)) next.add(target);
    targets.value = next;
  }
  // The storage is read once: each change is reported after that.
  for (const key of localStore.keys(texts)) note(key.slice(texts.length));

  function put(target: DraftKey, text: string): void {
    set(texts + target, text);
    note(target);
  }

  return {
    /** Where unsent text is. */
    targets: targets as ReadonlySignal<ReadonlySet<DraftKey>>,
    get,
    put,
    /** Id of the message that the draft answers. */
    answers: (target: DraftKey) => Number(localStore.get(answers + target)) || null,
    answer: (target: DraftKey, messageId: number | null) => set(answers + target, String(messageId ?? "")),
    /** The paste that is still offered as a file. */
    paste: (target: DraftKey) => readPaste(localStore.get(pastes + target)),
    keepPaste: (target: DraftKey, paste: LongPaste | null) =>
      set(pastes + target, paste && paste.text.length <= maxStoredLength ? JSON.stringify(paste) : ""),
    /** The keys of its text and of the message it answers. */
    keysOf: (target: DraftKey) => [texts + target, answers + target],
    /** Follows changes by other tabs. Returns how to stop. */
    follow: () => watchStoredPrefix(texts, note),
    /** Reports changes by other tabs. Returns how to stop. */
    watch(target: DraftKey, hear: { text: (text: string) => void; answers: (id: number | null) => void }) {
      const stops = [
        watchStoredKey(texts + target, (text) => hear.text(text ?? "")),
        watchStoredKey(answers + target, (id) => hear.answers(Number(id) || null)),
      ];
      return () => stops.forEach((stop) => stop());
    },
    /** C6: a draft that answers a lost message answers none; a draft of its replies goes to the room. */
    loseReplies(hasMessage: (messageId: number) => boolean): void {
      for (const key of localStore.keys(answers)) {
        const id = Number(localStore.get(key));
        if (id > 0 && !hasMessage(id)) localStore.remove(key);
      }
      for (const key of localStore.keys(texts)) {
        const target = key.slice(texts.length);
        const original = isDraftKey(target) ? originalOfDraft(target) : null;
        if (!isDraftKey(target) || original === null || hasMessage(original)) continue;
        const room = draftKey(roomOfDraft(target));
        put(room, [get(room), get(target)].filter((text) => text !== "").join("\n"));
        put(target, "");
      }
    },
    clear(): void {
      for (const key of [texts, answers, pastes].flatMap((prefix) => localStore.keys(prefix)))
        localStore.remove(key);
      targets.value = new Set();
    },
  };
}

/** The stored text may be anything. */
const isDraftKey = (text: string): text is DraftKey => /^[1-9]\d*(:[1-9]\d*)?$/.test(text);

function readPaste(stored: string | null): LongPaste | null {
  try {
    const { text, at } = JSON.parse(stored ?? "{}");
    return typeof text === "string" && (at === null || Number.isInteger(at)) ? { text, at } : null;
  } catch {
    return null;
  }
}
