// Short lines that come and go, and what a screen reader is told.
import { signal } from "@preact/signals";

export interface Notice {
  id: number;
  text: string;
  action?: NoticeAction | undefined;
}

/** What may be done about it, once. */
export interface NoticeAction {
  label: string;
  run: () => void;
}

export type Notices = ReturnType<typeof createNotices>;

const shownMs = 6000;
const keptSpoken = 3;

export function createNotices({ after }: { after: (delayMs: number, run: () => void) => void }) {
  const shown = signal<readonly Notice[]>([]);
  const spoken = signal<readonly Notice[]>([]);
  let lastId = 0;

  function dismiss(id: number): void {
    shown.value = shown.value.filter((notice) => notice.id !== id);
  }

  return {
    shown,
    spoken,
    dismiss,
    tell(text: string, action?: NoticeAction): void {
      if (shown.value.some((notice) => notice.text === text)) return;
      const id = (lastId += 1);
      shown.value = [...shown.value, { id, text, action }];
      after(action ? shownMs * 2 : shownMs, () => dismiss(id));
    },
    /** Read aloud once, not shown. */
    speak(text: string): void {
      spoken.value = [...spoken.value, { id: (lastId += 1), text }].slice(-keptSpoken);
    },
  };
}
