// The messages of a room: rows, paging at both ends, the reading position, and what counts as read.
import { Component } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";

import { useApp, useChat } from "../app/app_context.ts";
import { Icon } from "../ui/icons.tsx";
import type { RoomState } from "../client/room_state.ts";
import { messageAt, reachesEnd, type RoomWindow } from "../client/room_window.ts";
import { buildRows } from "./timeline_rows.ts";
import { seenBy } from "../message/seen_by.ts";
import { currentDayOf } from "../i18n/times.ts";
import { tUi } from "../ui/words.ts";
import { tConversationLazy } from "./lazy_words.ts";

import { Beginning } from "./conversation_start.tsx";
import { messagesId } from "../ui/skip_link.tsx";
import { useRovingFocus } from "../ui/use_roving_focus.ts";
import { useConversation } from "./conversation_context.ts";
import { MessageRow } from "../message/message_row.tsx";
import { PendingRows } from "./pending_rows.tsx";
import { rowFactsOf } from "../message/row_facts.ts";
import { createScrollKeeper, type ScrollKeeper } from "./scroll_keeper.ts";
import { DayLine, FailedEdge, UnreadLine } from "./timeline_lines.tsx";
import { UnreadBar } from "./unread_bar.tsx";
import { useEditLast } from "./use_edit_last.ts";
import { useLongPress } from "../message/use_long_press.ts";
import { useDivider } from "./use_divider.ts";
import { useScrollTarget } from "./use_scroll_target.ts";
import { useTimelinePages } from "./use_timeline_pages.ts";
import { useUnreadAbove } from "./use_unread_above.ts";
import { fetchTools } from "../app/chunks.ts";

/** At this distance from an end the next page is fetched. */
const fetchWithinPx = 2400;
const longestWindow = 500;
/** When it grows at the end, this many are dropped together: the first row of a window is drawn again. */
const shortenedBy = 50;

interface TimelineProps {
  room: RoomState;
  window: RoomWindow;
}

/** Fields that no row shows: typing, and how far the room is synced. */
const unseen: ReadonlySet<string> = new Set<keyof RoomState>([
  "typing",
  "rev",
  "announcedRev",
  "heldEvents",
  "syncFrom",
  "panel",
  "memberList",
]);

/** Does not render while someone types, in this room or another. */
export class Timeline extends Component<TimelineProps> {
  override shouldComponentUpdate(next: TimelineProps): boolean {
    const { room, window } = this.props;
    if (next.window !== window) return true;
    return Object.entries(next.room).some(
      ([key, value]) => !unseen.has(key) && value !== Reflect.get(room, key),
    );
  }
  override render() {
    return <TimelineView {...this.props} />;
  }
}

function TimelineView({ room, window: run }: TimelineProps) {
  const { router } = useApp();
  const chat = useChat();
  const { core, outbox, link, user } = chat;
  const conversation = useConversation();
  const me = user.value;
  const roomId = room.info.id;
  const { counts } = room.counter;
  const box = useRef<HTMLElement>(null);
  const inner = useRef<HTMLDivElement>(null);
  const scrollKeeper = useRef<ScrollKeeper | null>(null);
  const isPositioned = useRef(false);
  const pages = useTimelinePages(roomId, { max: longestWindow });
  const { failed } = pages;
  const [isFar, setIsFar] = useState(false);
  const isAtRoomEnd = reachesEnd(run);

  const divider = useDivider({
    counts,
    isLinked: link.value === "open",
    isReading: () => isWatched() && (scrollKeeper.current?.isAtEnd() ?? false) && !room.keepsUnread,
  });
  const unread = useUnreadAbove({ divider, window: run, box });
  const arrive = useScrollTarget({ roomId, box, scrollKeeper });
  const dayOf = currentDayOf();
  const rows = useMemo(() => buildRows(run.messages, { dayOf, divider }), [run.messages, divider, dayOf]);
  const entries = isAtRoomEnd ? outbox.value.filter((entry) => entry.roomId === roomId) : [];

  function update(): void {
    const scroll = scrollKeeper.current;
    if (!scroll || !isPositioned.current) return;
    const { above, below } = scroll.distances();
    if (run.hasBefore && above < fetchWithinPx && !failed.has("before")) void pages.load("before");
    if (!run.atEnd && below < fetchWithinPx && !failed.has("after")) void pages.load("after");
    if (run.messages.length > longestWindow && run.atEnd && scroll.isAtEnd()) {
      core.trim(roomId, "newest", longestWindow - shortenedBy);
    }
    setIsFar(below > 400 || !isAtRoomEnd);
    unread.update(scroll);
    if (isWatched()) {
      const seq = scroll.newestInSight();
      if (seq > counts.readSeq) core.markRead(roomId, seq);
    }
  }

  function hideUnreadLine(): void {
    unread.dismiss();
    core.markRead(roomId, counts.lastSeq);
  }

  const updateNow = useRef(update);
  updateNow.current = update;
  const followsEnd = useRef(isAtRoomEnd);

  useEffect(fetchTools, []);
  useLongPress(box);
  useRovingFocus(box, {
    row: "article",
    start: "last",
    toEnd: () => isAtRoomEnd || void toEnd(),
  });

  useLayoutEffect(() => {
    if (!box.current || !inner.current) return undefined;
    const element = box.current;
    const scroll = createScrollKeeper(element);
    scrollKeeper.current = scroll;
    const onResize = () => {
      if (isPositioned.current) scroll.restore({ follows: followsEnd.current });
      updateNow.current();
    };
    const observer = new ResizeObserver(onResize);
    observer.observe(element);
    observer.observe(inner.current);
    const onAttention = () => updateNow.current();
    window.addEventListener("focus", onAttention);
    document.addEventListener("visibilitychange", onAttention);
    return () => {
      observer.disconnect();
      window.removeEventListener("focus", onAttention);
      document.removeEventListener("visibilitychange", onAttention);
    };
  }, []);

  useLayoutEffect(() => {
    const scroll = scrollKeeper.current;
    if (!scroll) return;
    if (arrive()) {
      isPositioned.current = true;
    } else if (isPositioned.current) {
      scroll.restore({ follows: followsEnd.current });
    } else {
      // Opens at the first unread message, else at the end.
      const line = box.current?.querySelector<HTMLElement>(".unread-line");
      if (line) scroll.toRow(line);
      else scroll.toEnd();
      isPositioned.current = true;
    }
    followsEnd.current = isAtRoomEnd;
    updateNow.current();
    // Kept unread until the room is opened again: no scrolling needed.
  }, [rows, entries.length, isAtRoomEnd, failed, room.keepsUnread]);

  async function toEnd(): Promise<void> {
    const route = router.route.peek();
    // A reload should show the current end of the room.
    if (route.view === "room" && route.seq !== undefined) {
      router.go({ view: "room", roomId }, { replace: true });
    }
    if (!isAtRoomEnd) {
      isPositioned.current = false;
      await pages.loadNewest();
      isPositioned.current = true;
    }
    scrollKeeper.current?.toEnd();
    update();
  }

  useEffect(() => {
    conversation.toEnd = () => void toEnd();
  });
  useEditLast({
    messages: () => core.state().rooms.get(roomId)?.window?.messages ?? [],
    isHere: (entry) => entry.roomId === roomId,
  });

  const firstUnread = divider ? messageAt(run, divider.after + 1) : undefined;
  const factsOf = rowFactsOf(chat, room, seenBy({ ...room, messages: run.messages, me: me.id }));
  return (
    <div class="timeline-frame">
      <section
        ref={box}
        class="timeline"
        aria-label={tConversationLazy("messages")}
        id={messagesId}
        tabIndex={-1}
        onScroll={() => {
          scrollKeeper.current?.remember();
          update();
        }}
      >
        <div ref={inner} class="timeline-inner">
          <div class="timeline-edge">
            {failed.has("before") ? (
              <FailedEdge side="before" run={() => void pages.load("before")} />
            ) : run.hasBefore ? (
              <span class="second">{tUi("loading")}</span>
            ) : (
              <Beginning
                room={room}
                keptAt={run.keptFrom?.at}
                isEmpty={run.messages.length + entries.length === 0}
              />
            )}
          </div>
          {rows.map((row) => {
            if (row.kind === "day") return <DayLine key={row.key} rowKey={row.key} at={row.at} />;
            if (row.kind === "unread") return <UnreadLine key={row.key} count={row.count} />;
            const { key, message, isFollowing } = row;
            return (
              <MessageRow
                key={key}
                rowKey={key}
                message={message}
                isFollowing={isFollowing}
                isQuoting={message.replyTo !== null}
                {...factsOf(message)}
              />
            );
          })}
          <PendingRows room={room} entries={entries} last={run.messages.at(-1)} isQuoting />
          {failed.has("after") && (
            <div class="timeline-edge">
              <FailedEdge side="after" run={() => void pages.load("after")} />
            </div>
          )}
        </div>
      </section>
      {unread.isAbove && divider && (
        <UnreadBar
          count={divider.count}
          since={firstUnread?.createdAt ?? null}
          jump={() => (conversation.scrollTarget.value = divider.after + 1)}
          dismiss={hideUnreadLine}
        />
      )}
      {isFar && (
        <button type="button" class="to-end" onClick={() => void toEnd()}>
          <Icon name="down" size={16} />
          {counts.unread > 0
            ? tConversationLazy("newCount", { count: counts.unread })
            : tConversationLazy("latest")}
        </button>
      )}
    </div>
  );
}

/** U2: on a visible screen, with the person present. */
function isWatched(): boolean {
  return document.visibilityState === "visible" && document.hasFocus();
}
