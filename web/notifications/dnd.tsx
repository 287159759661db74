import { untilText } from "../i18n/until.ts";

export interface EndChoice {
  name: string;
  /** In the current language. */
  readonly label: string;
  /** Null: no end. */
  endOf: (now: number) => number | null;
}

interface DndButtonsProps {
  /** End time; null or past: off. */
  until: number | null;
  ends: readonly EndChoice[];
  /** "Muted", "On". */
  word: string;
  /** Label of the button that ends it. */
  undo: string;
  label: string;
  set: (until: number | null) => void;
}

/** Do not disturb: choose a duration, or see until when it lasts. */
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
