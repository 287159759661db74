// Reactions. A thousand people react to one message within a moment, so a run of them is seven statements whatever its
// length, and a message gets one new rev in it (W5).
import type { ResultSet } from "@libsql/client";
import { sql, type SQL } from "drizzle-orm";
import type { ChangeOf } from "../../domain/journal.ts";
import { limits } from "../../protocol/limits.ts";
import type { Message, ReactionChange } from "../../protocol/shapes.ts";
import { messageJson } from "../message_json.ts";
import { joinLiving } from "./actor.ts";
import { raiseCounters } from "./counters.ts";
import { refuse, writtenText, type Entry, type Verb } from "./verb.ts";

type React = ChangeOf<"react">;
type Verdict = "changed" | "same" | "session_over" | "not_found" | "gone" | "archived" | "too_many";

export const react: Verb<"react"> = {
  startRun: startReactions,
  plan(entries) {
    const verdicts = verdictsOf(entries);
    const messageIds = JSON.stringify([...new Set(entries.map(({ change }) => change.messageId))]);
    const roomIds = sql`SELECT m.room_id FROM json_each(${messageIds}) i CROSS JOIN messages m ON m.id = i.value`;
    return {
      statements: [
        sql`${verdicts} SELECT json_group_array(verdict ORDER BY ord) AS verdicts FROM v`,
        // Nothing that a verdict looks at changes before the insertion, and it looks at all of it first.
        sql`${verdicts} UPDATE messages SET rev = n.rev FROM (
            SELECT message AS id, rev + row_number() OVER (PARTITION BY room ORDER BY min(ord)) AS rev
            FROM v WHERE verdict = 'changed' GROUP BY message
          ) n WHERE messages.id = n.id`,
        sql`${verdicts} INSERT INTO reactions (message_id, emoji, user_id, at)
          SELECT message, emoji, user, at FROM v WHERE verdict = 'changed' AND isOn ORDER BY ord`,
        // What was to be taken and is still there may be taken, if its message was changed at all.
        sql`${verdicts} DELETE FROM reactions WHERE id IN (
            SELECT x.id FROM v JOIN reactions x ON x.user_id = v.user AND x.message_id = v.message AND x.emoji = v.emoji
            WHERE v.verdict = 'changed' AND NOT v.isOn)`,
        sql`UPDATE messages SET reaction_kinds =
            (SELECT count(DISTINCT x.emoji) FROM reactions x WHERE x.message_id = messages.id)
          WHERE id IN (SELECT m.id FROM json_each(${messageIds}) i CROSS JOIN messages m ON m.id = i.value
            JOIN rooms r ON r.id = m.room_id WHERE m.rev > r.rev)`,
        sql`SELECT json_group_object(m.id, ${messageJson}) AS messages FROM json_each(${messageIds}) i
          CROSS JOIN messages m ON m.id = i.value JOIN users a ON a.id = m.author_id`,
        raiseCounters(roomIds, { posts: "none" }),
      ],
      outcomes: (results) => tellOutcomes(entries, results),
    };
  },
};

/**
 * What must not share a run: twice the same of one person, for the second must see the first; and a kind that may be new
 * after something was taken from that message, for the limit of kinds is looked at before anything is taken (E2).
 */
function startReactions(): (change: React) => boolean {
  const seen = new Set<string>();
  const messages = new Map<number, { kinds: Set<string>; someTaken: boolean }>();
  return ({ actor, messageId, emoji, on }) => {
    const key = `${actor.userId} ${messageId} ${emoji}`;
    const message = messages.get(messageId) ?? { kinds: new Set(), someTaken: false };
    if (seen.has(key) || (on && message.someTaken && !message.kinds.has(emoji))) return false;
    seen.add(key);
    message.kinds.add(emoji);
    if (!on) message.someTaken = true;
    messages.set(messageId, message);
    return true;
  };
}

/** A CTE `v`: each change with what becomes of it, as things stand before this run. */
function verdictsOf(entries: Entry<"react">[]): SQL {
  const rows = JSON.stringify(
    entries.map(({ at, change: { messageId, actor, emoji, on } }) => [
      messageId,
      actor.userId,
      actor.sessionId,
      at,
      emoji,
      on ? 1 : 0,
    ]),
  );
  return sql`
    WITH p AS MATERIALIZED (
      SELECT key AS ord, value ->> '$[0]' AS message, value ->> '$[1]' AS user, value ->> '$[2]' AS session, value ->> '$[3]' AS at,
        value ->> '$[4]' AS emoji, value ->> '$[5]' AS isOn
      FROM json_each(${rows})
    ), q AS MATERIALIZED (
      SELECT p.ord, p.message, p.user, p.at, p.emoji, p.isOn, m.room_id AS room, r.rev, m.reaction_kinds AS kinds,
        CASE
          WHEN u.id IS NULL THEN 'session_over'
          WHEN b.user_id IS NULL THEN 'not_found'
          WHEN m.deleted_at IS NOT NULL THEN 'gone'
          WHEN p.isOn = EXISTS (SELECT 1 FROM reactions x
            WHERE x.user_id = p.user AND x.message_id = p.message AND x.emoji = p.emoji) THEN 'same'
          WHEN r.archived_at IS NOT NULL THEN 'archived'
          WHEN p.isOn AND NOT EXISTS (SELECT 1 FROM reactions x
            WHERE x.message_id = p.message AND x.emoji = p.emoji) THEN 'new kind'
          ELSE 'changed'
        END AS verdict
      FROM p ${joinLiving}
      LEFT JOIN messages m ON m.id = p.message
      LEFT JOIN members b ON b.room_id = m.room_id AND b.user_id = u.id
      LEFT JOIN rooms r ON r.id = m.room_id
    ), k AS MATERIALIZED (
      SELECT message, emoji, kinds + row_number() OVER (PARTITION BY message ORDER BY min(ord)) AS number
      FROM q WHERE verdict = 'new kind' GROUP BY message, emoji
    ), v AS MATERIALIZED (
      SELECT q.ord, q.message, q.user, q.at, q.emoji, q.isOn, q.room, q.rev, CASE
          WHEN q.verdict <> 'new kind' THEN q.verdict
          WHEN k.number > ${limits.reactionKinds} THEN 'too_many'
          ELSE 'changed'
        END AS verdict
      FROM q LEFT JOIN k ON k.message = q.message AND k.emoji = q.emoji
    )`;
}

/** `by` is told once, with the first change of a message: told with each, a thousand would be a million. */
function tellOutcomes(entries: Entry<"react">[], results: ResultSet[]): string {
  const verdicts: Verdict[] = JSON.parse(writtenText(results, "verdicts"));
  const messages: { [id: string]: Message } = JSON.parse(writtenText(results, "messages"));
  const changes = new Map<number, ReactionChange[]>();
  entries.forEach(({ change: { messageId, actor, emoji, on } }, index) => {
    if (verdicts[index] !== "changed") return;
    const by = changes.get(messageId) ?? [];
    by.push({ userId: actor.userId, emoji, on });
    changes.set(messageId, by);
  });
  const outcomes = entries.map(({ change: { messageId } }, index) => {
    const verdict = verdicts[index] ?? "not_found";
    if (verdict !== "changed" && verdict !== "same") return JSON.stringify(refuse(verdict));
    const by = verdict === "changed" ? (changes.get(messageId) ?? []) : [];
    if (verdict === "changed") changes.delete(messageId);
    return JSON.stringify({ ok: true, changed: verdict === "changed", by, message: messages[messageId] });
  });
  return outcomes.join(",");
}
