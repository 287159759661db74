// Discards a draft; a notice offers undo.
import type { Notices } from "../ui/notices.ts";
import type { DraftKey, Drafts } from "../client/storage/drafts.ts";
import { tUi } from "../ui/words.ts";
import { tMessageLists } from "./words.ts";

/** The drafts that the shown notice would restore. */
let gone: (() => void)[] = [];

interface Discarding {
  drafts: Drafts;
  notices: Pick<Notices, "notify" | "shown">;
  target: DraftKey;
}

/** Restored like a change of another tab, so that an open composer shows it. */
function bring(drafts: Drafts, target: DraftKey, text: string, messageId: number | null): void {
  drafts.put(target, text);
  drafts.answer(target, messageId);
  const now = [text, String(messageId ?? "")];
  for (const [at, key] of drafts.keysOf(target).entries())
    window.dispatchEvent(new StorageEvent("storage", { key, newValue: now[at] || null }));
}

export function discardDraft({ drafts, notices, target }: Discarding): void {
  const text = drafts.get(target);
  const answers = drafts.answers(target);
  const message = tMessageLists.localized("draftDiscarded");
  // Discarding again while the notice is shown extends it to all discarded drafts.
  if (!notices.shown.peek().some((notice) => notice.message.code === message.code)) gone = [];
  gone.push(() => {
    // A new draft may have been started there.
    const begun = drafts.get(target);
    bring(drafts, target, [text, begun].filter(Boolean).join("\n"), drafts.answers(target) ?? answers);
  });
  const mine = gone;
  bring(drafts, target, "", null);
  notices.notify(message, {
    label: tUi.localized("undo"),
    run: () => mine.splice(0).forEach((restore) => restore()),
  });
}
