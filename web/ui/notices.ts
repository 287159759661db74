// Short notices, and announcements for screen readers.
import { signal } from "@preact/signals";

import type { LocalizedText } from "../i18n/translate.ts";

interface Notice {
  id: number;
  message: LocalizedText;
  action?: NoticeAction | undefined;
}

/** Its text stays in the language in which it was read aloud: another text would be read again. */
interface Announcement {
  id: number;
  text: string;
}

/** An action for it, usable once. */
interface NoticeAction {
  label: LocalizedText;
  run: () => void;
}

export type Notices = ReturnType<typeof createNotices>;

const shortestMs = 5000;
/** Long enough for slow readers. */
const letterMs = 70;
/** With an action. */
const actionMs = 6000;
/** After the pointer or the focus has left. */
const lingerMs = 2500;
const announcementMs = 3;

/** How long a notice is shown. */
export const standsMs = ({ message, action }: Pick<Notice, "message" | "action">) =>
  Math.max(shortestMs, 2000 + message.text.length * letterMs) + (action ? actionMs : 0);

export function createNotices({ after }: { after: (delayMs: number, run: () => void) => void }) {
  const shown = signal<readonly Notice[]>([]);
  const announcements = signal<readonly Announcement[]>([]);
  /** Per shown notice: which of its timeouts counts. */
  const ends = new Map<number, number>();
  const overdue = new Set<number>();
  let isHeld = false;
  let lastId = 0;

  function dismiss(id: number): void {
    ends.delete(id);
    overdue.delete(id);
    shown.value = shown.value.filter((notice) => notice.id !== id);
  }

  function endAfter(delayMs: number, id: number): void {
    const end = (ends.get(id) ?? 0) + 1;
    ends.set(id, end);
    after(delayMs, () => {
      if (ends.get(id) !== end) return;
      if (isHeld) overdue.add(id);
      else dismiss(id);
    });
  }

  return {
    shown,
    announcements,
    dismiss,
    /** They were meant for the person who signed out. */
    clear(): void {
      for (const { id } of shown.value) dismiss(id);
      announcements.value = [];
    },
    /** The same again extends the notice; its action is the latest. */
    notify(message: LocalizedText, action?: NoticeAction): void {
      const known = shown.value.find((notice) => notice.message.text === message.text);
      const notice = { id: known?.id ?? (lastId += 1), message, action };
      shown.value = known
        ? shown.value.map((one) => (one === known ? notice : one))
        : [...shown.value, notice];
      endAfter(standsMs(notice), notice.id);
    },
    /** While the pointer or the focus is on them none disappears. */
    hold(on: boolean): void {
      isHeld = on;
      if (on) return;
      for (const id of overdue) endAfter(lingerMs, id);
      overdue.clear();
    },
    /** Read aloud once, not shown. */
    announce(text: string): void {
      announcements.value = [...announcements.value, { id: (lastId += 1), text }].slice(-announcementMs);
    },
  };
}
