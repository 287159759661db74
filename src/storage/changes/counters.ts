// `rev` and `lastSeq` live in the room's row and rise by what a run wrote. Never to a maximum over all messages that
// exist: after an edit of an old message that is another number (D3, D5).
import { sql, type SQL } from "drizzle-orm";

/**
 * Over the rooms a run touched, given as a SELECT of their ids. What it wrote has a `rev` above its room's, and the last of
 * it the highest. `posts`: whether it wrote posts, and nothing else.
 */
export function raiseCounters(roomIds: SQL, { posts }: { posts: "none" | "alone" | "among others" }): SQL {
  const lastSeq = {
    none: sql``,
    alone: sql`, last_seq = rooms.last_seq + n.newest - rooms.rev`,
    "among others": sql`, last_seq = rooms.last_seq + (
      SELECT count(*) FROM messages c WHERE c.room_id = rooms.id AND c.seq > rooms.last_seq)`,
  }[posts];
  // The newest post of a room is its last message, also in a batch with other changes.
  const lastAt =
    posts === "none"
      ? sql``
      : sql`, last_at = coalesce((
          SELECT c.created_at FROM messages c WHERE c.room_id = rooms.id ORDER BY c.seq DESC LIMIT 1), rooms.last_at)`;
  return sql`
    UPDATE rooms SET rev = n.newest${lastSeq}${lastAt}
    FROM (
      SELECT r.id, (SELECT max(c.rev) FROM messages c WHERE c.room_id = r.id AND c.rev > r.rev) AS newest
      FROM rooms r WHERE r.id IN (${roomIds})
    ) n
    WHERE rooms.id = n.id AND n.newest IS NOT NULL`;
}
