// Public rooms: making, renaming, joining, leaving.
import { sql, type SQL } from "drizzle-orm";
import { lives } from "./actor.ts";
import { isTrue, refuse, returnedId, single } from "./verb.ts";

export const createRoom = single<"createRoom">(({ actor, name, topic }, at) => ({
  statements: [
    sql`INSERT INTO rooms (kind, name, topic, created_at) SELECT 'public', ${name}, ${topic}, ${at}
      WHERE ${lives(actor, at)} RETURNING id`,
    sql`INSERT INTO members (room_id, user_id, role, read_seq, joined_at)
      SELECT last_insert_rowid(), ${actor.userId}, 'owner', 0, ${at} WHERE ${lives(actor, at)}`,
  ],
  outcome([created]) {
    const roomId = returnedId(created);
    return roomId === null ? refuse("session_over") : { ok: true, roomId };
  },
}));

export const changeRoom = single<"changeRoom">((change, at) => {
  const { actor, roomId } = change;
  const isMember = sql`EXISTS (SELECT 1 FROM members b JOIN rooms r ON r.id = b.room_id
    WHERE b.room_id = ${roomId} AND b.user_id = ${actor.userId} AND r.kind = 'public')`;
  const name = change.name ?? null;
  const topic = change.topic ?? null;
  return {
    statements: [
      sql`SELECT ${lives(actor, at)} AS lives, ${isMember} AS isMember`,
      sql`UPDATE rooms SET name = coalesce(${name}, name), topic = coalesce(${topic}, topic)
        WHERE id = ${roomId} AND ${lives(actor, at)} AND ${isMember}
          AND (name <> coalesce(${name}, name) OR topic <> coalesce(${topic}, topic)) RETURNING id`,
    ],
    outcome([facts, written]) {
      if (!isTrue(facts, "lives")) return refuse("session_over");
      if (!isTrue(facts, "isMember")) return refuse("not_found");
      return { ok: true, changed: returnedId(written) !== null };
    },
  };
});

export const join = single<"join">(({ actor, roomId }, at) => ({
  statements: [
    sql`SELECT ${lives(actor, at)} AS lives, ${isPublic(roomId)} AS isPublic`,
    // U1: who joins has read everything that is there.
    sql`INSERT INTO members (room_id, user_id, role, read_seq, joined_at)
      SELECT r.id, ${actor.userId}, 'member', r.last_seq, ${at} FROM rooms r
      WHERE r.id = ${roomId} AND r.kind = 'public' AND ${lives(actor, at)}
      ON CONFLICT DO NOTHING RETURNING room_id AS id`,
  ],
  outcome([facts, written]) {
    if (!isTrue(facts, "lives")) return refuse("session_over");
    if (!isTrue(facts, "isPublic")) return refuse("not_found");
    return { ok: true, changed: returnedId(written) !== null };
  },
}));

export const leave = single<"leave">(({ actor, roomId }, at) => ({
  statements: [
    sql`SELECT ${lives(actor, at)} AS lives, ${isPublic(roomId)} AS isPublic`,
    sql`DELETE FROM members WHERE room_id = ${roomId} AND user_id = ${actor.userId}
      AND ${isPublic(roomId)} AND ${lives(actor, at)} RETURNING room_id AS id`,
  ],
  outcome([facts, written]) {
    if (!isTrue(facts, "lives")) return refuse("session_over");
    if (!isTrue(facts, "isPublic")) return refuse("not_found");
    return { ok: true, changed: returnedId(written) !== null };
  },
}));

function isPublic(roomId: number): SQL {
  return sql`EXISTS (SELECT 1 FROM rooms r WHERE r.id = ${roomId} AND r.kind = 'public')`;
}
