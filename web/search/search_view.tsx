import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";

import { useApp } from "../app/app_context.ts";
import { after } from "../app/timers.ts";
import { Icon } from "../ui/icons.tsx";
import { tSearch } from "./words.ts";
import { isAsked, readAsk } from "./search_query.ts";
import { writeAsk, type SearchAsk } from "../app/search_address.ts";
import { ConnectionBannerView } from "../connection/connection_banner_view.tsx";
import { messagesId } from "../ui/skip_link.tsx";
import { useRovingFocus } from "../ui/use_roving_focus.ts";
import { useViewTitle } from "../app/use_view_title.ts";
import { BackButton } from "../ui/back_button.tsx";
import { EmptyState } from "../ui/empty_state.tsx";

import { SearchFilters } from "./search_filters.tsx";
import { SearchNames } from "./search_names.tsx";
import { SearchResults } from "./search_results.tsx";

/** Pause in typing after which the query is run. */
const pauseMs = 350;
const longestQuery = 200; // S2

/** One field for messages, people and rooms; the address holds the query. */
export function SearchView({ query }: { query: string }) {
  const ask = useMemo(() => readAsk(query), [query]);
  const { router } = useApp();
  const [typed, setTyped] = useState(ask.q);
  const field = useRef<HTMLInputElement>(null);
  const isComposing = useRef(false);
  const list = useRef<HTMLDivElement>(null);
  useRovingFocus(list, { row: "article" });
  const change = (next: SearchAsk) => router.go({ view: "search", query: writeAsk(next) }, { replace: true });

  useViewTitle(ask.q ? `${ask.q} · ${tSearch("search")}` : tSearch("search"));
  // Back, forward, and the sidebar's link. In a layout effect: a key may come before an effect after painting.
  useLayoutEffect(() => setTyped(ask.q), [ask.q]);
  useEffect(() => field.current?.focus(), [ask.q === "" && !isAsked(ask)]);
  useEffect(() => {
    if (typed === ask.q || isComposing.current) return undefined;
    const timer = after(pauseMs, () => change({ ...ask, q: typed }));
    return () => timer.cancel();
  }, [typed]);

  return (
    <main class="room">
      <header class="search-head">
        <BackButton />
        <h1 class="unseen">{tSearch("search")}</h1>
        <form
          class="field-box ask-box"
          role="search"
          onSubmit={(event) => {
            event.preventDefault();
            change({ ...ask, q: typed });
          }}
        >
          <Icon name="browse" size={16} />
          <input
            ref={field}
            type="search"
            aria-label={tSearch("searchFor")}
            placeholder={tSearch("search")}
            enterkeyhint="search"
            autocomplete="off"
            spellcheck={false}
            dir="auto"
            maxLength={longestQuery}
            value={typed}
            onCompositionStart={() => (isComposing.current = true)}
            onCompositionEnd={(event) => {
              isComposing.current = false;
              setTyped(event.currentTarget.value);
            }}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </form>
      </header>
      <SearchFilters ask={ask} change={change} />
      <div
        ref={list}
        id={messagesId}
        class="message-list"
        tabIndex={-1}
        role="group"
        aria-label={tSearch("whatWasFound")}
      >
        {isAsked(ask) ? (
          <>
            {ask.q.trim() !== "" && <SearchNames q={ask.q} />}
            <SearchResults key={writeAsk(ask)} ask={ask} />
          </>
        ) : (
          <EmptyState icon="browse" title={tSearch("findWhatWasSaid")}>
            <p>{tSearch("howToSearch")}</p>
          </EmptyState>
        )}
      </div>
      <div class="listed-foot">
        <ConnectionBannerView />
      </div>
    </main>
  );
}
