// What people say of themselves, and what only they know (P4, P5, L8, U6).
import type { Contract } from "../../protocol/contract.ts";
import type { BodyOf } from "../../protocol/endpoints/endpoint.ts";
import { normaliseEmoji } from "../../protocol/emoji.ts";
import { limits } from "../../protocol/limits.ts";
import type { Preferences } from "../../protocol/preferences.ts";
import type { QuietHours, Status, User } from "../../protocol/shapes.ts";
import { actorOf } from "../actor.ts";
import { ChatError, notFound } from "../chat_error.ts";
import type { ChangeOf } from "../journal.ts";
import { checkLine } from "../plain_line.ts";
import type { Session } from "../stores.ts";
import type { AccountParts } from "./account_parts.ts";
import { done } from "./account_refusals.ts";
import { displayKeysOf } from "./confusable_keys.ts";
import { checkDisplayName, checkNotReserved } from "./names.ts";
import { searchKeyOf } from "./search_keys.ts";

type ProfileChange = BodyOf<Contract["PATCH /me"]>;

export function createProfile({
  stores,
  journal,
  limiter,
}: Pick<AccountParts, "stores" | "journal" | "limiter">) {
  async function changeProfile(session: Session, input: ProfileChange): Promise<User> {
    limiter.spend(limiter.by("changeProfile", session.user.id));
    const { displayName, status, dndUntil, quietHours, receipts, preferences } = input;
    const change: ChangeOf<"changeProfile"> = { kind: "changeProfile", actor: actorOf(session) };
    if (displayName !== undefined) {
      const text = checkDisplayName(displayName, session.user.username);
      if (session.user.role !== "admin") checkNotReserved(text, session.user.username);
      change.displayName = { text, key: searchKeyOf(text), keys: displayKeysOf(text) };
    }
    if (status !== undefined) change.status = status && checkStatus(status);
    if (dndUntil !== undefined) change.dndUntil = dndUntil;
    if (quietHours !== undefined) change.quietHours = quietHours && checkQuietHours(quietHours);
    if (receipts !== undefined) change.receipts = receipts;
    if (preferences !== undefined) change.preferences = chosenOf(preferences);
    done(await journal.submit(change));
    return me(session.user.id);
  }

  async function me(userId: number): Promise<User> {
    const user = await stores.accounts.findUser(userId);
    if (!user) throw notFound("The user");
    return user;
  }

  return { changeProfile, me };
}

/** Null when the status is empty. */
function checkStatus({ emoji: typed, text: line, until }: Status): Status | null {
  const emoji = typed === "" ? "" : normaliseEmoji(typed);
  if (emoji === null) throw new ChatError("bad_emoji", "Choose a single emoji.", { field: "status.emoji" });
  const text = checkLine(line, {
    field: "status.text",
    what: "A status",
    maxLength: limits.statusLength,
    mayBeEmpty: true,
  });
  return emoji === "" && text === "" ? null : { emoji, text, until };
}

function checkQuietHours(hours: QuietHours): QuietHours {
  if (!isZone(hours.zone)) {
    throw new ChatError("bad_request", "Unknown time zone.", { field: "quietHours.zone" });
  }
  return hours;
}

/** IANA names, not offsets: those know no summer time. */
function isZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** Without undefined fields. */
function chosenOf(preferences: NonNullable<ProfileChange["preferences"]>): Partial<Preferences> {
  const chosen: Partial<Preferences> = JSON.parse(JSON.stringify(preferences));
  return chosen;
}
