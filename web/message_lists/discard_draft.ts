// Away with a draft; while it is told it can be had back.
import type { Notices } from "../ui/notices.ts";
import type { DraftKey, Drafts } from "../client/storage/drafts.ts";
import { tUi } from "../ui/words.ts";
import { tMessageLists } from "./words.ts";

/** What the notice that stands would bring back. */
let gone: (() => void)[] = [];

interface Discarding {
  drafts: Drafts;
  notices: Pick<Notices, "notify" | "shown">;
  target: DraftKey;
}

/** Puts it there from outside: a composer that shows it hears of it as of what other tabs do. */
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
  const label = tMessageLists("draftDiscarded");
  // Told again while it stands it is one notice, for all that went.
  if (!notices.shown.peek().some((notice) => notice.text === label)) gone = [];
  gone.push(() => {
    // Something else may have been begun there.
    const begun = drafts.get(target);
    bring(drafts, target, [text, begun].filter(Boolean).join("\n"), drafts.answers(target) ?? answers);
  });
  const mine = gone;
  bring(drafts, target, "", null);
  notices.notify(label, {
    label: tUi("undo"),
    run: () => mine.splice(0).forEach((restore) => restore()),
  });
}
