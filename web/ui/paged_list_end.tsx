import { tUi } from "./words.ts";

import type { Pages } from "./use_pages.ts";

/** The end of a list with more pages. */
export function PageEnd({ pages, empty }: { pages: Pages<unknown>; empty: string }) {
  if (pages.state === "loading") return <p class="list-note">{tUi("loading")}</p>;
  if (pages.state === "failed") {
    return (
      <p class="list-note">
        {tUi("notLoaded")}{" "}
        <button type="button" class="link" onClick={pages.more}>
          {tUi("tryAgain")}
        </button>
      </p>
    );
  }
  if (pages.next !== null) {
    return (
      <p class="list-note">
        <button type="button" class="link" onClick={pages.more}>
          {tUi("showMore")}
        </button>
      </p>
    );
  }
  return pages.items.length === 0 ? <p class="list-note">{empty}</p> : null;
}
