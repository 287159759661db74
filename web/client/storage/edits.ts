// Unsaved edits, by message, with the state of the message they started from.
import type { Message } from "../../../src/protocol/shapes.ts";
import { watchStoredKey, type LocalStore } from "./local_store.ts";

type Edited = Pick<Message, "id" | "editedAt">;

export type Edits = ReturnType<typeof createEdits>;

export function createEdits({ localStore, owner }: { localStore: LocalStore; owner: string }) {
  const prefix = `confab:edit:${owner}:`;
  const read = (id: number) => readStored(localStore.get(prefix + id));
  return {
    get: (id: number) => read(id)?.text,
    /** The message was changed since the edit started. */
    isOld: ({ id, editedAt }: Edited) => (read(id) ?? { editedAt }).editedAt !== editedAt,
    set({ id, editedAt }: Edited, text: string): void {
      const begun = read(id) ?? { editedAt };
      localStore.put(prefix + id, JSON.stringify({ text, editedAt: begun.editedAt }));
    },
    delete: (id: number) => localStore.remove(prefix + id),
    /** Reports changes by other tabs, not a save or a cancel there. Returns how to stop. */
    watch: (id: number, hear: (text: string) => void) =>
      watchStoredKey(prefix + id, (stored) => {
        const edit = readStored(stored);
        if (edit) hear(edit.text);
      }),
    /** C6: of lost messages. */
    lose(hasMessage: (messageId: number) => boolean): void {
      for (const key of localStore.keys(prefix)) {
        if (!hasMessage(Number(key.slice(prefix.length)))) localStore.remove(key);
      }
    },
    clear(): void {
      for (const key of localStore.keys(prefix)) localStore.remove(key);
    },
  };
}

/** The stored text may be anything. */
function readStored(stored: string | null): { text: string; editedAt: number | null } | null {
  try {
    const raw: unknown = JSON.parse(stored ?? "null");
    if (typeof raw !== "object" || raw === null) return null;
    const [text, editedAt] = ["text", "editedAt"].map((name): unknown => Reflect.get(raw, name));
    return typeof text === "string"
      ? { text, editedAt: typeof editedAt === "number" ? editedAt : null }
      : null;
  } catch {
    return null;
  }
}
