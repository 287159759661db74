import { useChat } from "../app/app_context.ts";
import type { Message } from "../../src/protocol/shapes.ts";
import type { OutboxEntry } from "../client/outbox.ts";
import { findById } from "../client/room_quotes.ts";
import type { RoomState } from "../client/room_state.ts";
import { PendingRow } from "../message/pending_row.tsx";
import { follows, keyOf } from "./timeline_rows.ts";

interface PendingRowsProps {
  room: RoomState;
  entries: readonly OutboxEntry[];
  /** The message above them. */
  last: Message | undefined;
  /** False where all of them answer the same message: no quotes needed. */
  isQuoting: boolean;
}

/** My messages that are not sent yet, at the end. */
export function PendingRows({ room, entries, last, isQuoting }: PendingRowsProps) {
  const me = useChat().user.value;
  return (
    <>
      {entries.map((entry, at) => {
        const key = keyOf(me.id, entry.clientId);
        const replyTo = isQuoting ? entry.replyTo : null;
        const above = at === 0 ? last : { author: me, createdAt: entry.createdAt, deletedAt: null };
        return (
          <PendingRow
            key={key}
            rowKey={key}
            entry={entry}
            author={me}
            isFollowing={above !== undefined && follows({ author: me, ...entry, replyTo }, above)}
            isQuoting={replyTo !== null}
            original={replyTo === null ? undefined : findById(room, replyTo)}
          />
        );
      })}
    </>
  );
}
