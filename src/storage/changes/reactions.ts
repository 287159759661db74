// Reactions. A thousand people react to one message within a moment, so a run of them is nine statements of any
// length, and a message gets one new rev in it (W5).
import type { ResultSet } from "../client.ts";
import { sql, type SQL } from "drizzle-orm";
import type { ChangeOf } from "../../domain/journal.ts";
import { limits } from "../../protocol/limits.ts";
import type { StoredMessage } from "../../domain/stored_message.ts";
import type { ReactionChange } from "../../protocol/shapes.ts";
import { storedMessageJson } from "../message_json.ts";
import { asBytes } from "../stored_text.ts";
import { prepared } from "../statement.ts";
import { joinLiving } from "./actor.ts";
import { raiseCounters } from "./counters.ts";
import { refuse, writtenText, type Entry, type Outcomes, type Verb } from "./verb.ts";

type React = ChangeOf<"react">;
type ReactionResult = "changed" | "same" | "session_over" | "not_found" | "gone" | "archived" | "too_many";

const statements = prepared<{ rows: string }>((placeholder) => {
  const rows = placeholder("rows");
  const messageIds = sql`SELECT DISTINCT message FROM reacting WHERE room IS NOT NULL`;
  const roomIds = sql`SELECT DISTINCT room FROM reacting WHERE room IS NOT NULL`;
  return [
    // The result of each is decided once, before this run changes anything; the statements after it use the result.
    sql`CREATE TEMP TABLE IF NOT EXISTS reacting (ord INTEGER PRIMARY KEY, message, user, at, emoji, isOn, room, rev, result)`,
    sql`DELETE FROM reacting`,
    settle(rows),
    sql`UPDATE messages SET rev = n.rev FROM (
        SELECT message AS id, rev + row_number() OVER (PARTITION BY room ORDER BY min(ord)) AS rev
        FROM reacting WHERE result = 'changed' GROUP BY message
      ) n WHERE messages.id = n.id`,
    sql`INSERT INTO reactions (message_id, emoji, user_id, at)
      SELECT message, emoji, user, at FROM reacting WHERE result = 'changed' AND isOn ORDER BY ord`,
    sql`DELETE FROM reactions WHERE id IN (
      SELECT x.id FROM reacting p
      CROSS JOIN reactions x ON x.user_id = p.user AND x.message_id = p.message AND x.emoji = p.emoji
      WHERE p.result = 'changed' AND NOT p.isOn)`,
    sql`UPDATE messages SET reaction_kinds =
        (SELECT count(DISTINCT x.emoji) FROM reactions x WHERE x.message_id = messages.id)
      WHERE id IN (SELECT message FROM reacting WHERE result = 'changed')`,
    sql`SELECT ${asBytes(sql`(SELECT json_group_array(result ORDER BY ord) FROM reacting)`)} AS results,
      ${asBytes(sql`(SELECT json_group_object(m.id, ${storedMessageJson}) FROM (${messageIds}) i
        CROSS JOIN messages m ON m.id = i.message JOIN users a ON a.id = m.author_id)`)} AS messages`,
    raiseCounters(roomIds, { posts: "none" }),
  ];
});

export const react: Verb<"react"> = {
  startRun: startReactions,
  plan(entries) {
    const rows = rowsOf(entries);
    return {
      statements: statements({ rows }, {}),
      outcomes: (results) => outcomesOf(entries, results),
    };
  },
  // Of many in one step the first has them all.
  effects: (_change, { message, by }) =>
    by.length > 0 ? [{ kind: "message", what: "marks", message, by }] : [],
};

/**
 * What must not share a run: twice the same of one person, for the second must see the first; and a kind that may be new
 * after a reaction of that message was removed, for the limit of kinds is checked before removals (E2).
 */
function startReactions(): (change: React) => boolean {
  const seen = new Set<string>();
  const messages = new Map<number, { kinds: Set<string>; someRemoved: boolean }>();
  return ({ actor, messageId, emoji, on }) => {
    const key = `${actor.userId} ${messageId} ${emoji}`;
    const message = messages.get(messageId) ?? { kinds: new Set(), someRemoved: false };
    if (seen.has(key) || (on && message.someRemoved && !message.kinds.has(emoji))) return false;
    seen.add(key);
    message.kinds.add(emoji);
    if (!on) message.someRemoved = true;
    messages.set(messageId, message);
    return true;
  };
}

function rowsOf(entries: Entry<"react">[]): string {
  return JSON.stringify(
    entries.map(({ at, change: { messageId, actor, emoji, on } }) => [
      messageId,
      actor.userId,
      actor.sessionId,
      at,
      emoji,
      on ? 1 : 0,
    ]),
  );
}

function settle(rows: SQL): SQL {
  return sql`
    WITH p AS MATERIALIZED (
      SELECT key AS ord, value ->> '$[0]' AS message, value ->> '$[1]' AS user, value ->> '$[2]' AS session, value ->> '$[3]' AS at,
        value ->> '$[4]' AS emoji, value ->> '$[5]' AS isOn
      FROM json_each(${rows})
    ), q AS MATERIALIZED (
      SELECT p.ord, p.message, p.user, p.at, p.emoji, p.isOn, r.id AS room, r.rev, m.reaction_kinds AS kinds,
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
        END AS result
      FROM p ${joinLiving}
      LEFT JOIN messages m ON m.id = p.message
      LEFT JOIN members b ON b.room_id = m.room_id AND b.user_id = u.id
      LEFT JOIN rooms r ON r.id = b.room_id
    ), k AS MATERIALIZED (
      SELECT message, emoji, kinds + row_number() OVER (PARTITION BY message ORDER BY min(ord)) AS number
      FROM q WHERE result = 'new kind' GROUP BY message, emoji
    )
    INSERT INTO reacting (ord, message, user, at, emoji, isOn, room, rev, result)
    SELECT q.ord, q.message, q.user, q.at, q.emoji, q.isOn, q.room, q.rev, CASE
        WHEN q.result <> 'new kind' THEN q.result
        WHEN k.number > ${limits.reactionKinds} THEN 'too_many'
        ELSE 'changed'
      END
    FROM q LEFT JOIN k ON k.message = q.message AND k.emoji = q.emoji`;
}

/** `by` is sent once, with the first change of a message: sent with each, a thousand would be a million. */
function outcomesOf(entries: Entry<"react">[], results: ResultSet[]): Outcomes {
  const each: ReactionResult[] = JSON.parse(writtenText(results, "results"));
  const messages: { [id: string]: StoredMessage } = JSON.parse(writtenText(results, "messages"));
  const changes = new Map<number, ReactionChange[]>();
  entries.forEach(({ change: { messageId, actor, emoji, on } }, index) => {
    if (each[index] !== "changed") return;
    const by = changes.get(messageId) ?? [];
    by.push({ userId: actor.userId, emoji, on });
    changes.set(messageId, by);
  });
  const texts: string[] = [];
  const outcomes = entries.map(({ change: { messageId } }, index) => {
    const result = each[index] ?? "not_found";
    if (result !== "changed" && result !== "same") return JSON.stringify(refuse(result));
    const by = result === "changed" ? (changes.get(messageId) ?? []) : [];
    if (result === "changed") changes.delete(messageId);
    const { json = "", ...message } = messages[messageId] ?? {};
    texts.push(json);
    return JSON.stringify({ ok: true, changed: result === "changed", by, message });
  });
  return { outcomes: outcomes.join(","), texts: texts.join("\n") };
}
