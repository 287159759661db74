// Whether a message notifies: by a notification and in the title. Pure, so that every rule can be tested.
import type { Message, QuietHours, Room, User } from "../../src/protocol/shapes.ts";
import { isMuted } from "../client/room_facts.ts";
import { mentionsMe } from "../client/mentions_me.ts";

type Loudness = Pick<Room, "kind" | "notify" | "mutedUntil">;

export interface NotifyFacts {
  message: Message;
  room: Loudness;
  me: Pick<User, "id" | "dndUntil" | "quietHours">;
  now: number;
  /** The room is open on a visible page with focus: the message counts as read. */
  isWatched: boolean;
}

export function shouldNotify({ message, room, me, now, isWatched }: NotifyFacts): boolean {
  if (isWatched || message.author.id === me.id || message.deletedAt !== null) return false;
  if (isDnd(me, now) || isMuted(room, now)) return false;
  if (room.notify === "everything") return true;
  // A mention brings a hidden room back into the list, without a notification.
  return room.notify === "default" && (room.kind === "direct" || mentionsMe(message, me.id));
}

/** Do not disturb, or my quiet hours (P4). */
function isDnd({ dndUntil, quietHours }: Pick<User, "dndUntil" | "quietHours">, now: number) {
  return (dndUntil !== null && dndUntil > now) || (quietHours !== null && isQuiet(quietHours, now));
}

/** From `from` up to, not including, `to`; across midnight if `from` is later. Equal times are no quiet hours. */
export function isQuiet({ from, to, zone }: QuietHours, now: number): boolean {
  const time = timeIn(zone, now);
  return from <= to ? from <= time && time < to : time >= from || time < to;
}

/** "HH:MM" in that time zone, or in the browser's own if it does not know the zone. */
function timeIn(zone: string, now: number): string {
  const clock = (timeZone?: string) =>
    new Intl.DateTimeFormat("en-GB", {
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
      ...(timeZone === undefined ? {} : { timeZone }),
    });
  try {
    return clock(zone).format(now);
  } catch {
    return clock().format(now);
  }
}

/** A room's share of the number in the title: none while muted or set to nothing; for a hidden room its mentions. */
export function titleShare(room: Loudness & { unread: number; mentions: number }, now: number): number {
  if (isMuted(room, now) || room.notify === "nothing") return 0;
  return room.notify === "hidden" ? room.mentions : room.unread;
}
