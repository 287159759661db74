// `rev` and `lastSeq` live in the room's row and rise by the number of rows a run wrote. Never by a maximum over the
// messages that exist: after an edit of an old message that is another number (D3, D5).
import { sql, type SQL } from "drizzle-orm";

/** Over the rooms a run touched, given as a SELECT of their ids. What it wrote has a `rev` above its room's. */
export function raiseCounters(roomIds: SQL, { posts }: { posts: boolean }): SQL {
  return sql`
    UPDATE rooms SET rev = rooms.rev + n.written${posts ? sql`, last_seq = rooms.last_seq + n.written` : sql``}
    FROM (
      SELECT r.id, (SELECT count(*) FROM messages c WHERE c.room_id = r.id AND c.rev > r.rev) AS written
      FROM rooms r WHERE r.id IN (${roomIds})
    ) n
    WHERE rooms.id = n.id AND n.written > 0`;
}
