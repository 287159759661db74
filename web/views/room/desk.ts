// What composer and timeline of one room share: the draft, the message being edited, the way to the end.
import { signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";

export type Desk = ReturnType<typeof createDesk>;

export function createDesk({ draft }: { draft: string }) {
  return {
    /** What stands in the composer. Setting it from outside writes it there. */
    draft: signal(draft),
    /** Id of the message that is being edited. */
    editing: signal<number | null>(null),
    /** Key of the message whose actions are shown. */
    active: signal<string | null>(null),
    /** Set by the timeline. */
    toEnd: () => {},
    /** Set by the timeline: opens my last message for editing. */
    editLast: () => {},
    /** Set by the composer. */
    focus: () => {},
  };
}

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("There is no room around this view.");
  return desk;
}
