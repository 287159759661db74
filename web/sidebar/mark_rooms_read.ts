// Marks all rooms as read; undo restores the read marks, a few rooms at a time.
import type { App, Chat } from "../app/app_context.ts";
import type { ReadMark } from "../client/actions.ts";
import { tUi } from "../ui/words.ts";
import { tSwitcherLazy } from "../switcher/lazy_words.ts";

const batchSize = 10;

export function markRoomsRead({ notices, attempt }: App, { core }: Chat): Promise<boolean> {
  return attempt(async () => {
    const before = await core.markAllRead();
    if (before.length === 0) return notices.notify(tSwitcherLazy.localized("nothingUnread"));
    const undo = () => void attempt(() => markAsBefore(before));
    notices.notify(tSwitcherLazy.localized("allRead", { count: before.length }), {
      label: tUi.localized("undo"),
      run: undo,
    });
  });

  async function markAsBefore(marks: readonly ReadMark[]): Promise<void> {
    for (let at = 0; at < marks.length; at += batchSize) {
      await Promise.all(
        marks.slice(at, at + batchSize).map(({ roomId, seq }) => core.markUnread(roomId, seq + 1)),
      );
    }
  }
}
