// G7: what the logs keep is written in the transaction that did it.
import { sql, type SQL } from "drizzle-orm";
import type { AuditAction } from "../../protocol/shapes.ts";
import { literal } from "../statement.ts";

interface Note {
  at: number;
  action: AuditAction;
  /** Null: it followed from something else, or was done on the command line. */
  actorId: number | SQL | null;
  userId?: number | SQL;
  roomId?: number | SQL;
  detail?: string;
  /** The audit log; what has a room is in the room's log too. */
  forAdmins?: true;
}

/** `where` follows the SELECT, with a FROM if the note needs one. */
export function note(note: Note, where: SQL): SQL {
  return sql`INSERT INTO audit (at, action, actor_id, user_id, room_id, detail, for_admins)
    SELECT ${note.at}, ${literal(note.action)}, ${note.actorId}, ${note.userId ?? null}, ${note.roomId ?? null}, ${note.detail ?? ""},
      ${note.forAdmins ? 1 : 0} ${where}`;
}
