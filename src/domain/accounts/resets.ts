// A link from the command line that sets a new password, once, within a day.
import { notFound } from "../chat_error.ts";
import { addressKey } from "./account_limits.ts";
import type { AccountParts, SignedIn, Visitor } from "./account_parts.ts";
import { accountRefusal, done } from "./account_refusals.ts";
import { lookToSignIn } from "./looks.ts";
import { hashToken, makeToken } from "./tokens.ts";

export const resetLifeMs = 24 * 3600 * 1000;

export function createResets(parts: AccountParts) {
  const { stores, journal, sessions, hashing, passwords, limiter, now } = parts;

  /** For whoever holds the disk. A newer link of the same person replaces the older. */
  async function create(typed: string): Promise<{ token: string; username: string; expiresAt: number }> {
    const look = lookToSignIn(typed);
    const credentials = look === null ? null : await stores.accounts.findCredentials(look);
    if (!credentials) throw notFound(`The user ${typed}`);
    const { userId, username } = credentials;
    const { token, tokenHash } = makeToken();
    const expiresAt = now() + resetLifeMs;
    done(await journal.submit({ kind: "createReset", userId, tokenHash, expiresAt }), `The user ${typed}`);
    return { token, username, expiresAt };
  }

  /** Ends all sessions of the person and signs this browser in. */
  async function use(reset: { token: string; password: string }, visitor: Visitor): Promise<SignedIn> {
    limiter.spend(["reset", addressKey(visitor.address)]);
    const tokenHash = hashToken(reset.token);
    const credentials = await stores.accounts.findReset(tokenHash, now());
    if (!credentials) throw accountRefusal({ ok: false, reason: "reset_invalid" }, "The link");
    const place = await stores.place.place();
    const owner = { username: credentials.username, placeName: place.name };
    const password = await passwords.accept(reset.password, owner);
    const passwordHash = await hashing.hash(password);
    const { token, session } = sessions.begin(visitor);
    const { userId } = done(
      await journal.submit({ kind: "resetPassword", tokenHash, passwordHash, session }),
    );
    const user = await stores.accounts.findUser(userId);
    if (!user) throw notFound("The user");
    return { user, token, device: await parts.noteDevice(userId) };
  }

  return { create, use };
}
