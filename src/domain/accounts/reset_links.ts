// A link that sets a new password, once, within a day: made by the operator or an admin for someone who forgot theirs (R8).
import { notFound } from "../chat_error.ts";
import type { Actor, Journal } from "../journal.ts";
import type { AccountStore } from "../stores.ts";
import { done } from "./account_refusals.ts";
import { signInKeyOf } from "./confusable_keys.ts";
import { makeToken } from "./tokens.ts";

export const resetLifeMs = 24 * 3600 * 1000;

interface ResetLinksDeps {
  accounts: Pick<AccountStore, "findCredentials">;
  journal: Pick<Journal, "submit">;
  now: () => number;
}

interface ResetLink {
  username: string;
  token: string;
  expiresAt: number;
}

export function createResetLinks({ accounts, journal, now }: ResetLinksDeps) {
  /** By name, from the command line. Each link replaces an older one of the same person. Throws `not_found`. */
  async function makeResetLink(typed: string): Promise<ResetLink> {
    const key = signInKeyOf(typed);
    const credentials = key === null ? null : await accounts.findCredentials(key);
    if (!credentials) throw notFound(`The user ${typed}`);
    const { userId, username } = credentials;
    return { username, ...(await make(null, userId, `The user ${typed}`)) };
  }

  /** Throws `not_found`, `person_gone`, `not_allowed`. */
  function makeLinkFor(actor: Actor, userId: number): Promise<Omit<ResetLink, "username">> {
    return make(actor, userId, "The person");
  }

  async function make(actor: Actor | null, userId: number, what: string) {
    const { token, tokenHash } = makeToken();
    const expiresAt = now() + resetLifeMs;
    done(await journal.submit({ kind: "createReset", actor, userId, tokenHash, expiresAt }), what);
    return { token, expiresAt };
  }

  return { makeResetLink, makeLinkFor };
}
