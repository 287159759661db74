// What was typed and not sent, and what it answers.
import { watchShelf, type Vault } from "./vault.ts";

/** A room, or what is said in reply to one message of it. */
export type DraftPlace = `${number}` | `${number}:${number}`;

export function draftPlace(roomId: number, originalId?: number): DraftPlace {
  return originalId === undefined ? `${roomId}` : `${roomId}:${originalId}`;
}

export type Drafts = ReturnType<typeof createDrafts>;

/** `owner` names the person: another one on the same machine sees nothing of it. */
export function createDrafts({ vault, owner }: { vault: Vault; owner: string }) {
  const texts = `confab:draft:${owner}:`;
  const answers = `confab:answers:${owner}:`;

  function set(key: string, value: string): void {
    if (value === "") vault.remove(key);
    else vault.put(key, value);
  }

  return {
    get: (place: DraftPlace) => vault.get(texts + place) ?? "",
    put: (place: DraftPlace, text: string) => set(texts + place, text),
    /** Id of the message that the draft answers. */
    answers: (place: DraftPlace) => Number(vault.get(answers + place)) || null,
    answer: (place: DraftPlace, messageId: number | null) => set(answers + place, String(messageId ?? "")),
    /** Tells what other tabs make of it. Gives how to stop. */
    watch(place: DraftPlace, hear: { text: (text: string) => void; answers: (id: number | null) => void }) {
      const stops = [
        watchShelf(texts + place, (text) => hear.text(text ?? "")),
        watchShelf(answers + place, (id) => hear.answers(Number(id) || null)),
      ];
      return () => stops.forEach((stop) => stop());
    },
    count: () => vault.keys(texts).length,
    clear(): void {
      for (const key of [...vault.keys(texts), ...vault.keys(answers)]) vault.remove(key);
    },
  };
}
