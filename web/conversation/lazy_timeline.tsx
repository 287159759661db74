// What shows what is said is not there before it: both come at the same time.
import { later } from "../ui/lazy/lazy.tsx";

import { TimelineSkeleton } from "./timeline_skeleton.tsx";

const part = () => import("./conversation_chunk.ts");

export const QuoteText = later(() => part().then((said) => said.QuoteText), {
  waiting: () => <span class="skeleton quote-skeleton" />,
});
export const Timeline = later(() => part().then((said) => said.Timeline), {
  waiting: () => <TimelineSkeleton />,
  frame: (told) => <div class="empty-state">{told}</div>,
});

/** Fetched at once, while the server is asked who is here: who is not will need it after the door. */
export function fetchTimeline(): void {
  for (const view of [QuoteText, Timeline]) view.fetch().catch(() => {});
}
