import { sayParts } from "./words.ts";

import type { Pages } from "./use_pages.ts";

/** What stands at the end of a list that is not all here. */
export function PageEnd({ pages, empty }: { pages: Pages<unknown>; empty: string }) {
  if (pages.state === "loading") return <p class="list-note">{sayParts("loading")}</p>;
  if (pages.state === "failed") {
    return (
      <p class="list-note">
        {sayParts("notLoaded")}{" "}
        <button type="button" class="link" onClick={pages.more}>
          {sayParts("tryAgain")}
        </button>
      </p>
    );
  }
  if (pages.next !== null) {
    return (
      <p class="list-note">
        <button type="button" class="link" onClick={pages.more}>
          {sayParts("showMore")}
        </button>
      </p>
    );
  }
  return pages.items.length === 0 ? <p class="list-note">{empty}</p> : null;
}
