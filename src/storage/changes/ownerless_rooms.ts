// G4: the rooms of an owner who leaves for good get another owner.
import type { ResultSet } from "../client.ts";
import { sql, type SQL } from "drizzle-orm";
import type { InheritedRoom } from "../../domain/journal.ts";
import { note } from "./audit.ts";

/**
 * Three statements. The rooms that this person alone owned go to the longest-standing active member, and this person
 * owns no room.
 */
export function bequeathRooms(userId: number, at: number, where: SQL): SQL[] {
  const heirs = sql`(
    SELECT b.room_id AS room, (SELECT c.user_id FROM members c JOIN users u ON u.id = c.user_id AND u.deactivated_at IS NULL
      WHERE c.room_id = b.room_id AND c.user_id <> b.user_id ORDER BY c.joined_at, c.user_id LIMIT 1) AS heir
    FROM members b WHERE b.user_id = ${userId} AND b.role = 'owner' AND NOT EXISTS (
      SELECT 1 FROM members o WHERE o.room_id = b.room_id AND o.role = 'owner' AND o.user_id <> b.user_id)) h`;
  return [
    note(
      { at, action: "member_role", actorId: null, userId: sql`h.heir`, roomId: sql`h.room`, detail: "owner" },
      sql`FROM ${heirs} WHERE h.heir IS NOT NULL AND ${where}`,
    ),
    sql`UPDATE members SET role = 'owner' FROM ${heirs}
      WHERE members.room_id = h.room AND members.user_id = h.heir AND ${where} RETURNING room_id, user_id`,
    sql`UPDATE members SET role = 'member' WHERE user_id = ${userId} AND role = 'owner' AND ${where}`,
  ];
}

/** Two statements. A room that is left without an owner goes to its first member who is active again. */
export function claimOwnerlessRooms(userId: number, at: number, where: SQL): SQL[] {
  const ownerless = sql`FROM members b JOIN rooms r ON r.id = b.room_id AND r.kind <> 'direct' AND NOT r.join_on_register
    WHERE b.user_id = ${userId} AND ${where}
      AND NOT EXISTS (SELECT 1 FROM members o WHERE o.room_id = b.room_id AND o.role = 'owner')`;
  return [
    note(
      { at, action: "member_role", actorId: null, userId, roomId: sql`b.room_id`, detail: "owner" },
      ownerless,
    ),
    sql`UPDATE members SET role = 'owner' WHERE user_id = ${userId} AND room_id IN (SELECT b.room_id ${ownerless})`,
  ];
}

export function inheritedRooms(result: ResultSet | undefined): InheritedRoom[] {
  const rooms = result?.rows.map((row) => ({
    roomId: Number(row["room_id"]),
    userId: Number(row["user_id"]),
  }));
  return (rooms ?? []).sort((a, b) => a.roomId - b.roomId);
}
