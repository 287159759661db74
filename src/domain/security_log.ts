// Sign-ins, refusals, and changes of accounts and rights, as lines `security` of the log (SPEC R10). Only ids,
// addresses and names of ours: never a password, a token, a username as typed, or anything people wrote.
import type { Done, Journal } from "./journal.ts";
import type { Log } from "./log.ts";
import type { After } from "./timer.ts";

/** All events, with their levels. */
export const securityEvents = {
  first_account: "info",
  registered: "info",
  registration_refused: "warn",
  person_added: "warn",
  signed_in: "info",
  signed_out: "info",
  sign_in_failed: "warn",
  /** So many wrong tries at one account from everywhere that each network now waits (R7). */
  sign_in_slowed: "warn",
  password_changed: "info",
  password_change_failed: "warn",
  sessions_ended: "info",
  reset_made: "warn",
  reset_used: "warn",
  reset_refused: "warn",
  invite_made: "info",
  invite_revoked: "info",
  invite_refused: "warn",
  registration_changed: "warn",
  place_renamed: "info",
  role_changed: "warn",
  person_deactivated: "warn",
  person_reactivated: "warn",
  person_erased: "warn",
  picture_removed: "info",
  room_entered: "warn",
  room_changed: "info",
  foreign_origin: "warn",
  not_allowed: "warn",
  too_fast: "warn",
  search_rebuilt: "info",
  people_listed: "info",
  backup_begun: "info",
} as const satisfies Record<string, "info" | "warn">;

export type SecurityEvent = keyof typeof securityEvents;

export interface SecurityFacts {
  /** Who did it; null: unknown. */
  userId?: number | null;
  /** The person concerned. */
  targetId?: number;
  address?: string;
  /** Where it was refused: the beginning of the address, or the type of the frame. */
  at?: string;
  roomId?: number;
  /** What it became: a role, open or invite. */
  detail?: string;
  /** From the command line. */
  by?: "command line";
}

/** The request or connection: that of the first event; it does not distinguish events. */
export interface Trace {
  requestId?: string;
  connectionId?: number;
}

export interface SecurityLog {
  /** The same by the same within a minute is one line more, with their number. */
  note(event: SecurityEvent, facts: SecurityFacts, trace?: Trace): void;
  /** A committed change; most do not concern security. */
  hear(done: Done): void;
  /** Writes the counted events. */
  stop(): void;
}

interface SecurityLogDeps {
  log: Pick<Log, "info" | "warn">;
  after: After;
  /** More than these in a minute are counted together: an attacker with many addresses must not fill the disk. */
  maxLines?: number;
}

const gatherMs = 60_000;

interface Counted {
  event: SecurityEvent;
  facts: SecurityFacts;
  more: number;
}

export function createSecurityLog({ log, after, maxLines = 1000 }: SecurityLogDeps): SecurityLog {
  /** Of this minute, by event and facts. */
  let counted = new Map<string, Counted>();
  let timer: ReturnType<After> | null = null;

  function note(event: SecurityEvent, facts: SecurityFacts, trace: Trace = {}): void {
    const key = JSON.stringify([event, facts]);
    const known = counted.get(key);
    if (known) known.more += 1;
    else if (counted.size >= maxLines) countWithOthers(event);
    else {
      counted.set(key, { event, facts, more: 0 });
      write({ event, facts, more: 0 }, trace);
    }
    timer ??= after(gatherMs, flush);
  }

  function countWithOthers(event: SecurityEvent): void {
    const others = counted.get(event) ?? { event, facts: {}, more: 0 };
    others.more += 1;
    counted.set(event, others);
  }

  /** Ends the minute. */
  function flush(): void {
    timer = null;
    const flushed = counted;
    counted = new Map();
    for (const one of flushed.values()) if (one.more > 0) write(one);
  }

  function write({ event, facts, more }: Counted, trace: Trace = {}): void {
    const fields = { what: event, ...facts, ...trace, ...(more > 0 ? { more } : {}) };
    log[securityEvents[event]]("security", fields);
  }

  return {
    note,
    hear(done) {
      const entry = securityOf(done);
      if (entry) note(entry.event, entry.facts);
    },
    stop() {
      timer?.cancel();
      flush();
    },
  };
}

/** The journal, whose commits also go to the security log, after the listener. */
export function withSecurityLog<J extends Pick<Journal, "onCommitted">>(
  journal: J,
  security: Pick<SecurityLog, "hear">,
): J {
  return {
    ...journal,
    onCommitted(listener) {
      journal.onCommitted((committed) => {
        listener(committed);
        security.hear(committed);
      });
    },
  };
}

function securityOf({ change, outcome }: Done): { event: SecurityEvent; facts: SecurityFacts } | null {
  const userId = "actor" in change ? (change.actor?.userId ?? null) : null;
  if (!outcome.ok) return null;
  const entry = (event: SecurityEvent, facts: SecurityFacts) => ({ event, facts });
  const by = "actor" in change && change.actor === null ? ({ by: "command line" } as const) : {};
  const isNew = !("changed" in outcome) || outcome.changed;
  switch (change.kind) {
    case "setUp":
      return entry("first_account", { ...whoIn(outcome), address: change.session.address });
    case "register":
      return entry("registered", {
        ...whoIn(outcome),
        address: change.session.address,
        detail: change.inviteHash === null ? "open" : "invite",
      });
    case "signIn":
      return entry("signed_in", { userId: change.userId, address: change.session.address });
    case "endSession":
      return entry("signed_out", { userId });
    case "endOtherSessions":
      return entry("sessions_ended", { userId });
    case "changePassword":
      return entry("password_changed", { userId });
    case "createReset":
      return entry("reset_made", {
        userId,
        targetId: change.userId,
        ...by,
      });
    case "resetPassword":
      return entry("reset_used", { ...whoIn(outcome), address: change.session.address });
    case "addUser":
      return entry("person_added", {
        targetId: whoIn(outcome).userId ?? 0,
        detail: change.role,
        by: "command line",
      });
    case "createInvite":
      return entry("invite_made", {
        userId,
        ...(change.actor ? {} : { targetId: change.forUserId }),
        ...by,
      });
    case "revokeInvite":
      return entry("invite_revoked", { userId, ...by });
    case "changeWorkspace":
      if (change.registration !== undefined) {
        return entry("registration_changed", { userId, detail: change.registration });
      }
      return entry("place_renamed", { userId });
    case "setUserRole":
      return isNew
        ? entry("role_changed", { userId, targetId: change.userId, detail: change.role, ...by })
        : null;
    case "deactivate":
      return isNew ? entry("person_deactivated", { userId, targetId: change.userId, ...by }) : null;
    case "reactivate":
      return isNew ? entry("person_reactivated", { userId, targetId: change.userId, ...by }) : null;
    case "erasePerson":
      return isNew ? entry("person_erased", { userId, targetId: change.userId }) : null;
    case "removeAvatar":
      return isNew && change.userId !== userId
        ? entry("picture_removed", { userId, targetId: change.userId })
        : null;
    case "enterRoom":
      return isNew ? entry("room_entered", { userId, roomId: change.roomId }) : null;
    // Only those of the command line: for others the rights in the room are enough.
    case "createRoom":
      if (change.actor || !("roomId" in outcome)) return null;
      return entry("room_changed", { userId, roomId: outcome.roomId, detail: "created", ...by });
    case "changeRoom":
      if (change.actor || !isNew) return null;
      return entry("room_changed", {
        userId,
        roomId: change.roomId,
        detail: change.archived ? "archived" : change.archived === false ? "unarchived" : "changed",
        ...by,
      });
    // Named, so that a new kind of change has to be thought of here.
    case "addFile":
    case "addMembers":
    case "changeProfile":
    case "changeRoomSettings":
    case "delete":
    case "dropIndex":
    case "dropUnposted":
    case "edit":
    case "eraseMore":
    case "expire":
    case "indexMore":
    case "join":
    case "leave":
    case "mark":
    case "markAll":
    case "openDirect":
    case "pin":
    case "post":
    case "react":
    case "rebuildIndex":
    case "removeMember":
    case "replaceIndex":
    case "save":
    case "setAvatar":
    case "setRetention":
    case "setRoomRetention":
    case "setRoomRole":
    case "holdRoom":
    case "touchSession":
    case "touched":
      break;
  }
  return null;
}

/** Of a change that makes its user, or finds them by a link. */
function whoIn(outcome: object): { userId: number | null } {
  return { userId: "userId" in outcome && typeof outcome.userId === "number" ? outcome.userId : null };
}
