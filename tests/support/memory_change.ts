// What the changes of the memory twin share.
import type { Actor, Change, ChangeOf, OutcomeOf, Refusal } from "../../src/domain/journal.ts";
import type { AuditRow, RoomRow, Tables } from "./memory_tables.ts";

export type Apply = { [K in Change["kind"]]: (change: ChangeOf<K>, at: number) => OutcomeOf<K> };

export function refuse(reason: Exclude<Refusal["reason"], "conflict">): Refusal {
  return { ok: false, reason };
}

export const over = refuse("session_over");
export const notFound = refuse("not_found");

export function myRoom({ rooms }: Tables, actor: Actor, roomId: number): RoomRow | null {
  const room = rooms.get(roomId);
  return room?.members.has(actor.userId) ? room : null;
}

export function isAdmin({ users }: Tables, { userId }: Actor): boolean {
  return users.get(userId)?.role === "admin";
}

export function note(
  { audit, newId }: Tables,
  row: Pick<AuditRow, "at" | "action" | "actorId"> & Partial<AuditRow>,
): void {
  audit.push({ userId: null, roomId: null, detail: "", forAdmins: false, ...row, id: newId() });
}

/** As the table may be shorter afterwards: in place. */
export function dropWhere<T>(rows: T[], isDropped: (row: T) => boolean): void {
  rows.splice(0, rows.length, ...rows.filter((row) => !isDropped(row)));
}
