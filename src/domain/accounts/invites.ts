// SPEC R6: links that let people in, for 7 days, any number of times, until revoked.
import { actorOf } from "../actor.ts";
import { notFound } from "../chat_error.ts";
import { readBackwards, type BackwardsPage } from "../pages.ts";
import type { InviteInfo, Session } from "../stores.ts";
import type { AccountParts } from "./account_parts.ts";
import { accountRefusal, done } from "./account_refusals.ts";
import { hashToken, makeToken } from "./tokens.ts";

export const inviteLifeMs = 7 * 24 * 3600 * 1000;

export function createInvites({ stores, journal, limiter, now }: AccountParts) {
  /** Any member may invite. The token is in no other answer: only its hash is stored. */
  async function create(session: Session): Promise<{ invite: InviteInfo; token: string }> {
    limiter.spend(limiter.by("createInvite", session.user.id));
    const { token, tokenHash } = makeToken();
    const expiresAt = now() + inviteLifeMs;
    done(await journal.submit({ kind: "createInvite", actor: actorOf(session), tokenHash, expiresAt }));
    const invite = await stores.accounts.findInvite(tokenHash, now());
    if (!invite) throw notFound("The invite");
    return { invite, token };
  }

  /** Admins see all live invites, others their own; newest first. */
  async function list(
    { user }: Session,
    page: BackwardsPage,
  ): Promise<{ invites: InviteInfo[]; next: number | null }> {
    const mine = user.role === "admin" ? {} : { createdBy: user.id };
    const { rows, next } = await readBackwards(
      page,
      (bounds) => stores.accounts.pageInvites(now(), { ...bounds, ...mine }),
      ({ id }) => id,
    );
    return { invites: rows, next };
  }

  async function revoke(session: Session, inviteId: number): Promise<void> {
    done(await journal.submit({ kind: "revokeInvite", actor: actorOf(session), inviteId }), "The invite");
  }

  /** What an invite says before it is used; looking does not use it. */
  async function find(
    invite: string,
    address: string,
  ): Promise<{ workspaceName: string; invitedBy: string }> {
    limiter.spend(limiter.byAddress("inviteLookup", address));
    const found = await stores.accounts.findInvite(hashToken(invite), now());
    if (!found) throw accountRefusal({ ok: false, reason: "invite_invalid" }, "The invite");
    const workspace = await stores.workspace.read();
    return { workspaceName: workspace.name, invitedBy: found.createdBy.displayName };
  }

  return { create, list, revoke, find };
}
