// What the logs of rooms and of the place say (SPEC G7), as pieces: a text, or a person whose name is drawn apart.
import type { AuditAction, AuditEntry, Author } from "../../src/protocol/shapes.ts";

export type LogPiece = string | Author;

interface Facts {
  by: Author;
  whom: Author;
  /** Nobody else did it. */
  isAlone: boolean;
  detail: string;
  roomId: number | null;
}

const gone: Author = { id: 0, username: "", displayName: "" };

function roleLine({ by, whom, isAlone, detail }: Facts): LogPiece[] {
  const role = detail === "admin" ? "an admin" : detail === "owner" ? "an owner" : "a member";
  // Without anyone's doing: the room passed on (G4).
  return isAlone ? [whom, ` became ${role}.`] : [by, " made ", whom, ` ${role}.`];
}

const lines: Record<AuditAction, (facts: Facts) => LogPiece[]> = {
  user_role: roleLine,
  user_deactivated: ({ by, whom }) => [by, " deactivated ", whom, "."],
  user_reactivated: ({ by, whom }) => [by, " reactivated ", whom, "."],
  user_erased: ({ by, whom }) => [by, " erased ", whom, "."],
  room_entered: ({ by, roomId }) => [
    by,
    roomId === null ? " came in as an admin." : ` came into room ${roomId} as an admin.`,
  ],
  room_created: ({ by }) => [by, " made the room."],
  room_kind: ({ by, detail }) => [
    by,
    detail === "private" ? " made the room private." : " opened the room to everyone.",
  ],
  room_archived: ({ by }) => [by, " archived the room."],
  room_unarchived: ({ by }) => [by, " took the room out of the archive."],
  member_added: ({ by, whom, isAlone }) => (isAlone ? [whom, " came in."] : [by, " added ", whom, "."]),
  member_removed: ({ by, whom, isAlone }) => (isAlone ? [whom, " left."] : [by, " removed ", whom, "."]),
  member_role: roleLine,
  message_deleted: ({ by, whom }) => [by, " deleted a message of ", whom, "."],
};

export function logLine({ action, actor, user, roomId, detail }: AuditEntry): LogPiece[] {
  const by = actor ?? gone;
  const whom = user ?? gone;
  return lines[action]({ by, whom, isAlone: actor === null || by.id === whom.id, detail, roomId });
}
