// What a person does to their own account: sessions and password (SPEC A2, R4).
import type { SessionInfo } from "../../protocol/shapes.ts";
import { actorOf } from "../actor.ts";
import { ChatError } from "../chat_error.ts";
import type { Session } from "../stores.ts";
import { accountRefusal, done } from "./account_refusals.ts";
import type { AccountParts } from "./account_parts.ts";
import { isTooLongForAny, normalisePassword } from "./passwords.ts";

export function createMyAccount(parts: AccountParts) {
  const { stores, journal, hashing, passwords, limiter, security, noteDevice, now } = parts;

  /** Ends this session; one that is over already is no refusal. */
  async function signOut(session: Session): Promise<void> {
    await journal.submit({ kind: "endSession", actor: actorOf(session), sessionId: session.id });
  }

  async function listSessions(session: Session): Promise<SessionInfo[]> {
    const sessions = await stores.accounts.listSessions(session.user.id, now());
    return sessions.map((info) => ({ ...info, current: info.id === session.id }));
  }

  async function endSession(session: Session, sessionId: number): Promise<void> {
    done(await journal.submit({ kind: "endSession", actor: actorOf(session), sessionId }), "The session");
  }

  async function endOtherSessions(session: Session): Promise<void> {
    done(await journal.submit({ kind: "endOtherSessions", actor: actorOf(session) }));
  }

  /** Devices are known by the password: this one gets another note. */
  async function changePassword(
    session: Session,
    { current, password: typed }: { current: string; password: string },
  ): Promise<{ device: string }> {
    limiter.spend(limiter.by("changePassword", session.user.id));
    const credentials = await stores.accounts.credentialsOf(session.user.id);
    if (!credentials) throw accountRefusal({ ok: false, reason: "session_over" }, "It");
    const { username, passwordHash: verifiedHash } = credentials;
    const waiter = { lane: "known" } as const;
    const isRight =
      !isTooLongForAny(current) && (await hashing.verify(normalisePassword(current), verifiedHash, waiter));
    if (!isRight) {
      security.note("password_change_failed", { userId: session.user.id });
      throw new ChatError("wrong_credentials", "The current password is wrong.", { field: "current" });
    }
    const workspace = await stores.workspace.read();
    const password = await passwords.accept(typed, { username, workspaceName: workspace.name });
    const passwordHash = await hashing.hash(password, waiter);
    const actor = actorOf(session);
    done(await journal.submit({ kind: "changePassword", actor, verifiedHash, passwordHash }));
    return { device: await noteDevice(actor.userId) };
  }

  return { signOut, listSessions, endSession, endOtherSessions, changePassword };
}
