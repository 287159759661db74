import { useApp } from "../app/app_context.ts";
import { Icon } from "../ui/icons.tsx";
import { tSidebar } from "./words.ts";
import { useMedia } from "../ui/use_media.ts";
import { openSwitcher } from "../switcher/open_switcher.tsx";

import { Link } from "../app/link.tsx";

/** Opens the quick switcher and names its shortcut; without a keyboard it opens the search. */
export function FindField() {
  const app = useApp();
  const hasFingers = useMedia("(pointer: coarse)");
  const { view } = app.router.route.value;
  return (
    <div class="sidebar-search">
      {hasFingers ? (
        <Link to={{ view: "search", query: "" }} class="search-link" isOpen={view === "search"}>
          <Icon name="browse" size={16} />
          <span class="search-words">{tSidebar("search")}</span>
        </Link>
      ) : (
        <button
          type="button"
          class="search-link"
          aria-haspopup="dialog"
          aria-keyshortcuts={app.keys.apple ? "Meta+K" : "Control+K"}
          onClick={() => openSwitcher(app)}
        >
          <Icon name="browse" size={16} />
          <span class="search-words">{tSidebar("findAnything")}</span>
          <kbd aria-hidden="true">{app.keys.write("switcher")}</kbd>
        </button>
      )}
    </div>
  );
}
