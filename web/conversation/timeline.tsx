// The messages of a room: rows, paging at both ends, the reading position, and what counts as read.
import { useSignalEffect } from "@preact/signals";
import { Component } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";

import { useApp, useChat } from "../app/app_context.ts";
import { after } from "../app/timers.ts";
import { Icon } from "../ui/icons.tsx";
import { findById } from "../client/room_quotes.ts";
import type { RoomState } from "../client/room_state.ts";
import { messageAt, reachesEnd, type RoomWindow } from "../client/room_window.ts";
import { buildRows, follows, keyOf } from "./timeline_rows.ts";
import { seenBy } from "../message/seen_by.ts";
import { currentDayOf } from "../i18n/times.ts";
import { tUi } from "../ui/words.ts";
import { tConversationLazy } from "./lazy_words.ts";

import { Beginning } from "./conversation_start.tsx";
import { messagesId } from "../ui/skip_link.tsx";
import { useRovingFocus } from "../ui/use_roving_focus.ts";
import { useConversation } from "./conversation_context.ts";
import { MessageRow } from "../message/message_row.tsx";
import { PendingRow } from "../message/pending_row.tsx";
import { rowFactsOf } from "../message/row_facts.ts";
import { createScrollKeeper, type ScrollKeeper } from "./scroll_keeper.ts";
import { DayLine, FailedEdge, UnreadLine } from "./timeline_lines.tsx";
import { UnreadBar } from "./unread_bar.tsx";
import { useEditLast } from "./use_edit_last.ts";
import { useLongPress } from "../message/use_long_press.ts";
import { useDivider } from "./use_divider.ts";
import { fetchTools } from "../app/chunks.ts";

/** At this distance from an end the next page is fetched. */
const fetchWithinPx = 2400;
const longestWindow = 500;
/** When it grows at the end, this many are dropped together: the first row of a window is drawn again. */
const shortenedBy = 50;
const reachedMs = 2400;

type Side = "before" | "after";

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
  const { notices, api, router } = useApp();
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
  /** The ends at which the next page failed. */
  const [failed, setFailed] = useState<ReadonlySet<Side>>(new Set());
  const [isFar, setIsFar] = useState(false);
  const [isUnreadAbove, setIsUnreadAbove] = useState(false);
  /** Where the unread line was seen, or dismissed. */
  const seenLine = useRef<number | null>(null);
  const isAtRoomEnd = reachesEnd(run);

  const divider = useDivider({
    counts,
    isLinked: link.value === "open",
    isReading: () => isWatched() && (scrollKeeper.current?.isAtEnd() ?? false) && !room.keepsUnread,
  });
  const dayOf = currentDayOf();
  const rows = useMemo(() => buildRows(run.messages, { dayOf, divider }), [run.messages, divider, dayOf]);
  const entries = isAtRoomEnd ? outbox.value.filter((entry) => entry.roomId === roomId) : [];

  // --- paging ---

  function noteSide(side: Side, hasFailed: boolean): void {
    setFailed((known) => {
      if (known.has(side) === hasFailed) return known;
      return new Set(hasFailed ? [...known, side] : [...known].filter((one) => one !== side));
    });
  }

  async function page(side: Side): Promise<void> {
    noteSide(side, false);
    try {
      await core.histories[side](roomId, { max: longestWindow });
    } catch {
      noteSide(side, true);
    }
  }

  function update(): void {
    const scroll = scrollKeeper.current;
    if (!scroll || !isPositioned.current) return;
    const { above, below } = scroll.distances();
    if (run.hasBefore && above < fetchWithinPx && !failed.has("before")) void page("before");
    if (!run.atEnd && below < fetchWithinPx && !failed.has("after")) void page("after");
    if (run.messages.length > longestWindow && run.atEnd && scroll.isAtEnd()) {
      core.trim(roomId, "newest", longestWindow - shortenedBy);
    }
    setIsFar(below > 400 || !isAtRoomEnd);
    findUnreadLine(scroll);
    if (isWatched()) {
      const seq = scroll.newestInSight();
      if (seq > counts.readSeq) core.markRead(roomId, seq);
    }
  }

  /** Whether unread messages start above the visible part, and the person has not been there. */
  function findUnreadLine(scroll: ScrollKeeper): void {
    const line = box.current?.querySelector<HTMLElement>(".unread-line");
    const isBefore = divider !== null && (run.messages[0]?.seq ?? 0) > divider.after + 1;
    const side = line ? scroll.sideOf(line) : isBefore ? "above" : "below";
    if (divider && side === "seen") seenLine.current = divider.after;
    setIsUnreadAbove(divider !== null && side === "above" && seenLine.current !== divider.after);
  }

  function hideUnreadLine(): void {
    if (divider) seenLine.current = divider.after;
    setIsUnreadAbove(false);
    core.markRead(roomId, counts.lastSeq);
  }

  // Pages that failed without a connection are retried once there is one.
  useEffect(() => {
    if (link.value === "open") setFailed((known) => (known.size === 0 ? known : new Set()));
  }, [link.value]);

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

  // --- going to a message ---

  /** Whether the scroll target is drawn: then it is scrolled into sight, and marked for a moment. */
  function arrive(): boolean {
    const seq = conversation.scrollTarget.value;
    const row = seq === null ? null : box.current?.querySelector<HTMLElement>(`[data-seq="${seq}"]`);
    if (!row) return false;
    conversation.scrollTarget.value = null;
    scrollKeeper.current?.toRow(row);
    row.focus({ preventScroll: true, focusVisible: false });
    conversation.reached.value = seq;
    after(reachedMs, () => {
      if (conversation.reached.value === seq) conversation.reached.value = null;
    });
    return true;
  }

  useSignalEffect(() => {
    const seq = conversation.scrollTarget.value;
    if (seq === null || arrive()) return;
    const { window } = core.state().rooms.get(roomId) ?? { window: null };
    // It is drawn in a moment.
    if (window && messageAt(window, seq)) return;
    core.histories.around(roomId, seq).catch(() => {
      conversation.scrollTarget.value = null;
      notices.notify(tConversationLazy.localized("jumpFailed"));
    });
  });

  async function toEnd(): Promise<void> {
    const route = router.route.peek();
    // A reload should show the current end of the room.
    if (route.view === "room" && route.seq !== undefined) {
      router.go({ view: "room", roomId }, { replace: true });
    }
    if (!isAtRoomEnd) {
      isPositioned.current = false;
      await core.histories.newest(roomId).catch(() => noteSide("after", true));
      isPositioned.current = true;
    }
    scrollKeeper.current?.toEnd();
    update();
  }

  const lastTime = useRef(0);
  async function toTime(at: number): Promise<void> {
    lastTime.current = at;
    try {
      const [message] = (
        await api("GET /rooms/{id}/messages", { params: { id: roomId }, query: { at, limit: 1 } })
      ).messages;
      // Of two chosen days the last one counts, whichever is found first.
      if (message && lastTime.current === at) conversation.scrollTarget.value = message.seq;
    } catch {
      notices.notify(tConversationLazy.localized("jumpFailed"));
    }
  }

  useEffect(() => {
    conversation.toEnd = () => void toEnd();
    conversation.toTime = (at) => void toTime(at);
  });
  useEditLast({
    messages: () => core.state().rooms.get(roomId)?.window?.messages ?? [],
    isHere: (entry) => entry.roomId === roomId,
  });

  const firstUnread = divider ? messageAt(run, divider.after + 1) : undefined;
  const last = run.messages.at(-1);
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
              <FailedEdge side="before" run={() => void page("before")} />
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
          {entries.map((entry, index) => {
            const previous = index === 0 ? last : { author: me, createdAt: entry.createdAt, deletedAt: null };
            const isFollowing = previous !== undefined && follows({ author: me, ...entry }, previous);
            const key = keyOf(me.id, entry.clientId);
            const original = entry.replyTo === null ? undefined : findById(room, entry.replyTo);
            return (
              <PendingRow
                key={key}
                rowKey={key}
                entry={entry}
                author={me}
                isFollowing={isFollowing}
                isQuoting={entry.replyTo !== null}
                original={original}
              />
            );
          })}
          {failed.has("after") && (
            <div class="timeline-edge">
              <FailedEdge side="after" run={() => void page("after")} />
            </div>
          )}
        </div>
      </section>
      {isUnreadAbove && divider && (
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
