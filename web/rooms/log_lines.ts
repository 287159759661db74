// Entries of room activity and audit log as sentences (SPEC G7); the caller draws the people in them.
import type { ComponentChildren } from "preact";

import type { AuditAction, AuditEntry, Author } from "../../src/protocol/shapes.ts";
import { tLog } from "./log_words.ts";

interface Facts {
  by: Author;
  whom: Author;
  /** The person did it themselves. */
  isAlone: boolean;
  hasActor: boolean;
  detail: string;
  roomId: number | null;
}

type Line = keyof typeof tLog.english;

const gone: Author = { id: 0, username: "", displayName: "", avatar: null };

function roleLine({ isAlone, detail }: Facts): Line {
  // No actor: the room got a new owner by itself (G4).
  if (detail === "admin") return isAlone ? "becameAdmin" : "madeAdmin";
  if (detail === "owner") return isAlone ? "becameOwner" : "madeOwner";
  return isAlone ? "becameMember" : "madeMember";
}

const lines: Record<AuditAction, (facts: Facts) => Line> = {
  user_role: roleLine,
  user_deactivated: ({ hasActor }) => (hasActor ? "deactivated" : "deactivatedByCommand"),
  user_reactivated: ({ hasActor }) => (hasActor ? "reactivated" : "reactivatedByCommand"),
  user_erased: () => "erased",
  user_reset: ({ hasActor }) => (hasActor ? "resetLink" : "resetLinkByCommand"),
  user_registered({ hasActor, detail }) {
    if (hasActor) return "registeredBy";
    // The role is named if someone else made the account.
    return detail === "" ? "registered" : "addedByCommand";
  },
  user_reset_used: () => "resetUsed",
  invite_made: ({ hasActor }) => (hasActor ? "inviteMade" : "inviteMadeByCommand"),
  invite_revoked({ hasActor, isAlone }) {
    if (!hasActor) return "inviteRevokedByCommand";
    return isAlone ? "inviteRevoked" : "inviteRevokedOf";
  },
  registration: ({ detail }) => (detail === "open" ? "registrationOpen" : "registrationInvite"),
  user_avatar_removed: () => "avatarRemoved",
  room_entered: ({ roomId }) => (roomId === null ? "entered" : "enteredRoom"),
  room_created: ({ hasActor }) => (hasActor ? "created" : "createdByCommand"),
  room_kind: ({ detail }) => (detail === "private" ? "madePrivate" : "madePublic"),
  room_archived: ({ hasActor }) => (hasActor ? "archived" : "archivedByCommand"),
  room_unarchived: () => "unarchived",
  member_added: ({ isAlone }) => (isAlone ? "cameIn" : "added"),
  member_removed: ({ isAlone }) => (isAlone ? "left" : "removed"),
  member_role: roleLine,
  message_deleted: () => "deletedMessage",
  retention: ({ detail }) => (detail === "" ? "keptForEver" : "keptFor"),
  room_retention: ({ detail }) => (detail === "" ? "roomKeptAsWorkspace" : "roomKeptFor"),
  room_held: () => "held",
  room_released: () => "released",
  messages_expired: () => "expired",
};

export function logLine(
  { action, actor, user, roomId, detail }: AuditEntry,
  draw: (person: Author) => ComponentChildren,
): ComponentChildren[] {
  const by = actor ?? gone;
  const whom = user ?? gone;
  const hasActor = actor !== null;
  const isAlone = !hasActor || by.id === whom.id;
  const line = lines[action]({ by, whom, isAlone, hasActor, detail, roomId });
  return tLog.with(line, { by: draw(by), whom: draw(whom), room: String(roomId), count: Number(detail) });
}
