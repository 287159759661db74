// A new password by the link of reset_links.ts.
import type { AccountParts, SignedIn, SignInContext } from "./account_parts.ts";
import { accountRefusal, done } from "./account_refusals.ts";
import { signedIn } from "./signed_in.ts";
import { hashToken } from "./tokens.ts";

export function createResets(parts: AccountParts) {
  const { stores, journal, sessions, hashing, passwords, limiter, security, now } = parts;

  /** Ends all sessions of the person and signs this browser in. */
  async function resetPassword(
    reset: { token: string; password: string },
    context: SignInContext,
  ): Promise<SignedIn> {
    limiter.spend(limiter.byAddress("reset", context.address));
    const tokenHash = hashToken(reset.token);
    const credentials = await stores.accounts.findReset(tokenHash, now());
    if (!credentials) {
      security.note("reset_refused", { address: context.address });
      throw accountRefusal({ ok: false, reason: "reset_invalid" }, "The link");
    }
    const workspace = await stores.workspace.read();
    const owner = { username: credentials.username, workspaceName: workspace.name };
    const password = await passwords.accept(reset.password, owner);
    const passwordHash = await hashing.hash(password, { lane: "reset" });
    const { token, session } = sessions.begin(context);
    const { userId } = done(
      await journal.submit({ kind: "resetPassword", tokenHash, passwordHash, session }),
    );
    return signedIn(parts, { userId, token });
  }

  return { resetPassword };
}
