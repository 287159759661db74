// What stands beside a room or in its place comes as one part, when the first of it is opened: most of a visit needs none.
import type { ComponentChildren, ComponentType } from "preact";

import { Icon } from "../ui/icons.tsx";
import { tUi } from "../ui/words.ts";
import { later } from "../ui/lazy/lazy.tsx";
import { laterDialog } from "../ui/lazy/lazy_dialog.tsx";
import { laterMain } from "../ui/lazy/lazy_main.tsx";

import { useConversation } from "./conversation_context.ts";

const part = () => import("./panels_chunk.ts");

function NoPanel({ told }: { told: ComponentChildren }) {
  const conversation = useConversation();
  return (
    <aside class="panel">
      <header class="panel-head">
        <h2>{tUi("notLoadedTitle")}</h2>
        <button
          type="button"
          class="icon-button"
          aria-label={tUi("close")}
          onClick={() => (conversation.panel.value = null)}
        >
          <Icon name="close" />
        </button>
      </header>
      <div class="empty-state">{told}</div>
    </aside>
  );
}

const laterPanel = <P extends object>(load: () => Promise<ComponentType<P>>) =>
  later(load, { frame: (told) => <NoPanel told={told} />, isOpened: true });

export const MentionsView = laterMain(() => part().then((panels) => panels.MentionsView));
export const SavedView = laterMain(() => part().then((panels) => panels.SavedView));
export const DraftsView = laterMain(() => part().then((panels) => panels.DraftsView));
export const SearchView = laterMain(() => part().then((panels) => panels.SearchView));
export const NotMember = laterMain(() => part().then((panels) => panels.NotMember));
export const DetailsPanel = laterPanel(() => part().then((panels) => panels.DetailsPanel));
export const PinsPanel = laterPanel(() => part().then((panels) => panels.PinsPanel));
export const RepliesPanel = laterPanel(() => part().then((panels) => panels.RepliesPanel));
export const Reactors = laterDialog(() => part().then((panels) => panels.Reactors));

/** Fetched while nothing else happens, so that it opens at once, offline too. */
export function fetchPanels(): void {
  for (const view of [
    MentionsView,
    SavedView,
    DraftsView,
    SearchView,
    DetailsPanel,
    PinsPanel,
    RepliesPanel,
    Reactors,
  ])
    view.fetch().catch(() => {});
}
