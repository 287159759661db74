// Away with a draft; while it is told it can be had back.
import type { Notices } from "../ui/notices.ts";
import type { DraftPlace, Drafts } from "../client/storage/drafts.ts";
import { tUi } from "../ui/words.ts";
import { tMessageLists } from "./words.ts";

/** What the notice that stands would bring back. */
let gone: (() => void)[] = [];

interface Discarding {
  drafts: Drafts;
  notices: Pick<Notices, "tell" | "shown">;
  place: DraftPlace;
}

/** Puts it there from outside: a composer that shows it hears of it as of what other tabs do. */
function bring(drafts: Drafts, place: DraftPlace, text: string, messageId: number | null): void {
  drafts.put(place, text);
  drafts.answer(place, messageId);
  const now = [text, String(messageId ?? "")];
  for (const [at, key] of drafts.keysOf(place).entries())
    window.dispatchEvent(new StorageEvent("storage", { key, newValue: now[at] || null }));
}

export function discardDraft({ drafts, notices, place }: Discarding): void {
  const text = drafts.get(place);
  const answers = drafts.answers(place);
  const told = tMessageLists("draftDiscarded");
  // Told again while it stands it is one notice, for all that went.
  if (!notices.shown.peek().some((notice) => notice.text === told)) gone = [];
  gone.push(() => {
    // Something else may have been begun there.
    const begun = drafts.get(place);
    bring(drafts, place, [text, begun].filter(Boolean).join("\n"), drafts.answers(place) ?? answers);
  });
  const mine = gone;
  bring(drafts, place, "", null);
  notices.tell(told, {
    label: tUi("undo"),
    run: () => mine.splice(0).forEach((restore) => restore()),
  });
}
