// Pins (N3). They are rare: each is a separate run.
import { sql } from "drizzle-orm";
import { limits } from "../../protocol/limits.ts";
import type { StoredMessage } from "../../domain/stored_message.ts";
import { storedMessageJson } from "../message_json.ts";
import { asBytes } from "../stored_text.ts";
import { raiseCounters } from "./counters.ts";
import { isTrue, single, writtenText, type Effects } from "./verb.ts";
import { definePrecondition, messageAndMe } from "./precondition.ts";

const pinEffects: Effects<"pin"> = (_change, { message }) => [{ kind: "message", what: "marks", message }];

export const pin = single<"pin">(pinEffects, ({ actor, messageId, on }, at) => {
  const isFull = sql`(SELECT count(*) FROM messages x WHERE x.room_id = m.room_id AND x.pinned_at IS NOT NULL) >= ${limits.pins}`;
  const isNew = sql`(m.pinned_at IS NULL) = ${on}`;
  const precondition = definePrecondition({ actor, at, from: messageAndMe(actor, messageId) }, [
    [sql`b.user_id IS NULL`, "not_found"],
    [sql`m.deleted_at IS NOT NULL`, "gone"],
    [sql`${isNew} AND r.archived_at IS NOT NULL`, "archived"],
    [sql`${isNew} AND ${on} AND ${isFull}`, "too_many"],
  ]);
  // The last pinned is the highest, even if the clock was set back.
  const pinnedAt = on
    ? sql`max(${at}, coalesce((SELECT max(x.pinned_at) + 1 FROM messages x
        WHERE x.room_id = messages.room_id AND x.pinned_at IS NOT NULL), 0))`
    : sql`NULL`;
  return {
    statements: [
      precondition.select,
      sql`UPDATE messages SET pinned_at = ${pinnedAt},
          rev = 1 + (SELECT r.rev FROM rooms r WHERE r.id = messages.room_id)
        WHERE id = ${messageId} AND (pinned_at IS NULL) = ${on} AND ${precondition.isOk}`,
      // Read before the counter rises: until then `rev > rooms.rev` means changed by this run.
      sql`SELECT ${asBytes(storedMessageJson)} AS message, m.rev > r.rev AS changed
        FROM messages m JOIN rooms r ON r.id = m.room_id JOIN users a ON a.id = m.author_id WHERE m.id = ${messageId}`,
      raiseCounters(sql`SELECT m.room_id FROM messages m WHERE m.id = ${messageId}`, { posts: "none" }),
    ],
    outcome(results) {
      const refusal = precondition.refusal(results[0]);
      if (refusal) return refusal;
      const message: StoredMessage = JSON.parse(writtenText(results, "message"));
      return { ok: true, changed: isTrue(results[2], "changed"), message };
    },
  };
});
