import { useRef, useState } from "preact/hooks";

import type { Message, MessageList, SearchHit } from "../../src/protocol/shapes.ts";
import { useApp } from "../app/app_context.ts";
import { refreshListed } from "../message_lists/listed_messages.ts";
import { lineSegments } from "./hit_segments.ts";
import { timesOf } from "./search_query.ts";
import type { SearchAsk } from "../app/search_address.ts";
import { tUi } from "../ui/words.ts";
import { tSearch } from "./words.ts";
import { EmptyState } from "../ui/empty_state.tsx";

import { ListEnd } from "../message_lists/list_end.tsx";
import { ListedRow } from "../message_lists/listed_row.tsx";
import { ListSkeleton } from "../message_lists/list_skeleton.tsx";
import { listPage, useMessageList } from "../message_lists/use_message_list.ts";
import { useLocation } from "../message_lists/use_location.ts";

/** Number of pages that load automatically without a hit; then a button loads more. */
const maxEmptyPages = 5;

interface Hit extends SearchHit {
  /** The text that its positions refer to. */
  body: string;
}

/** Messages that match, each as the line around its marks. One view per query: its key. */
export function SearchResults({ ask }: { ask: SearchAsk }) {
  const { api, router } = useApp();
  const locationOf = useLocation();
  const hits = useRef(new Map<number, Hit>());
  const [isPartial, setIsPartial] = useState(false);

  async function load(before: number | undefined): Promise<MessageList> {
    const { q, roomId, from, has } = ask;
    const query = {
      q,
      ...(roomId !== undefined && { roomId }),
      ...(from !== undefined && { from }),
      ...(has !== undefined && { has }),
      ...timesOf(ask),
      limit: listPage,
    };
    for (let next = before, times = 1; ; times += 1) {
      const page = await api("GET /search", {
        query: { ...query, ...(next !== undefined && { before: next }) },
      });
      for (const [index, { id, body }] of page.messages.entries()) {
        const hit = page.hits[index];
        if (hit) hits.current.set(id, { ...hit, body });
      }
      if (page.messages.length > 0 || page.next === null || times === maxEmptyPages) {
        setIsPartial(page.isPartial);
        return page;
      }
      next = page.next;
    }
  }

  const { list } = useMessageList({ load, fold: foldHits });
  const { state, items: messages } = list;
  const isNothing = state === "ready" && messages.length === 0 && list.next === null;
  return (
    <section class="search-part" aria-label={tSearch("messages")}>
      <h2 class={isNothing ? "unseen" : "search-title"}>{tSearch("messages")}</h2>
      {messages.map((message) => (
        <ListedRow
          key={message.id}
          message={message}
          location={locationOf(message)}
          open={() => router.go({ view: "room", roomId: message.roomId, seq: message.seq })}
          line={lineOf(message, hits.current.get(message.id))}
        />
      ))}
      <div role="status">
        {state === "loading" && (
          <p class={messages.length === 0 ? "unseen" : "list-note"}>{tUi("searching")}</p>
        )}
        {state === "ready" && messages.length > 0 && (
          <p class="unseen">{tSearch("shownCount", { count: messages.length })}</p>
        )}
        {state === "ready" && messages.length === 0 && list.next !== null && (
          <p class="list-note">{tSearch("nothingYet")}</p>
        )}
        {isNothing && (
          <EmptyState icon="browse" title={tSearch("noMessage")}>
            <p>{tSearch("howToSearch")}</p>
          </EmptyState>
        )}
      </div>
      {state === "loading" && messages.length === 0 && <ListSkeleton />}
      <ListEnd
        list={list}
        failed={tSearch("notLookedUp")}
        more={isPartial ? tSearch("searchOlder") : tUi("showMore")}
      />
    </section>
  );
}

/** Messages deleted since are dropped. */
function foldHits(known: readonly Message[], received: readonly Message[]): readonly Message[] {
  const refreshed = refreshListed(known, received);
  return refreshed === known ? known : refreshed.filter(({ deletedAt }) => deletedAt === null);
}

/** Undefined if the message was edited since: then the whole message is shown. */
function lineOf({ body }: Message, hit: Hit | undefined) {
  if (hit?.body !== body) return undefined;
  return (id: string) => (
    <p id={id} class="listed-line" dir="auto">
      {lineSegments(body, hit).map(({ text, isMark }, index) =>
        isMark ? <mark key={index}>{text}</mark> : text,
      )}
    </p>
  );
}
