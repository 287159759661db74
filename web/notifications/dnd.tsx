import { untilText } from "../i18n/until.ts";

export interface EndChoice {
  name: string;
  /** In the language of now. */
  readonly label: string;
  /** Null: no end. */
  endOf: (now: number) => number | null;
}

interface DndButtonsProps {
  /** When it ends; null or past: it is off. */
  until: number | null;
  ends: readonly EndChoice[];
  /** "Muted", "On". */
  word: string;
  /** What the button that ends it says. */
  undo: string;
  label: string;
  set: (until: number | null) => void;
}

/** Quiet for a while: how long, or that it is and until when. */
export function DndButtons({ until, ends, word, undo, label, set }: DndButtonsProps) {
  const now = Date.now();
  if (until !== null && until > now) {
    return (
      <div class="dnd">
        <span class="dnd-now">
          {word} <span>{untilText(until, now)}</span>
        </span>
        <button type="button" class="button is-small" onClick={() => set(null)}>
          {undo}
        </button>
      </div>
    );
  }
  return (
    <div class="dnd" role="group" aria-label={label}>
      {ends.map((end) => (
        <button
          key={end.name}
          type="button"
          class="button is-small"
          onClick={() => set(end.endOf(Date.now()))}
        >
          {end.label}
        </button>
      ))}
    </div>
  );
}
