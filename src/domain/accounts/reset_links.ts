// A link that sets a new password, once, within a day: made by whoever holds the disk, for who forgot theirs.
import { notFound } from "../chat_error.ts";
import type { Journal } from "../journal.ts";
import type { AccountStore } from "../stores.ts";
import { done } from "./account_refusals.ts";
import { lookToSignIn } from "./looks.ts";
import { makeToken } from "./tokens.ts";

export const resetLifeMs = 24 * 3600 * 1000;

export interface ResetLinksDeps {
  accounts: Pick<AccountStore, "findCredentials">;
  journal: Pick<Journal, "submit">;
  now: () => number;
}

export interface ResetLink {
  username: string;
  token: string;
  expiresAt: number;
}

export function createResetLinks({ accounts, journal, now }: ResetLinksDeps) {
  /** Replaces an older link of the same person. Throws `not_found`. */
  async function makeResetLink(typed: string): Promise<ResetLink> {
    const look = lookToSignIn(typed);
    const credentials = look === null ? null : await accounts.findCredentials(look);
    if (!credentials) throw notFound(`The user ${typed}`);
    const { userId, username } = credentials;
    const { token, tokenHash } = makeToken();
    const expiresAt = now() + resetLifeMs;
    done(await journal.submit({ kind: "createReset", userId, tokenHash, expiresAt }), `The user ${typed}`);
    return { username, token, expiresAt };
  }

  return { makeResetLink };
}
