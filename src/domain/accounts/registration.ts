// New accounts: by invite, or open to all when the admin says so (SPEC R6).
import type { Contract } from "../../protocol/contract.ts";
import type { BodyOf } from "../../protocol/endpoints/endpoint.ts";
import { checkTogether } from "../chat_error.ts";
import { accountRefusal, done } from "./account_refusals.ts";
import type { AccountParts, SignedIn, SignInContext } from "./account_parts.ts";
import { confusableKeysOf } from "./confusable_keys.ts";
import { checkDisplayName, checkNotReserved, checkUsername } from "./names.ts";
import { newUser } from "./new_user.ts";
import { signedIn } from "./signed_in.ts";
import { hashToken } from "./tokens.ts";

type NewAccount = BodyOf<Contract["POST /register"]>;

interface RegistrationDeps extends AccountParts {
  hasUsers: () => Promise<boolean>;
}

export function createRegistration(deps: RegistrationDeps) {
  const { stores, journal, sessions, hashing, passwords, limiter, now, forcedRegistration, hasUsers } = deps;

  async function register(account: NewAccount, context: SignInContext): Promise<SignedIn> {
    limiter.spend(limiter.byAddress("register", context.address));
    const inviteHash = await admit(account.invite);
    const { username } = account;
    const workspace = await stores.workspace.read();
    let displayName = username;
    let password = "";
    await checkTogether([
      () => {
        displayName = checkDisplayName(account.displayName, username);
        checkNotReserved(displayName, username);
      },
      () => checkNewUsername(username),
      async () =>
        (password = await passwords.accept(account.password, { username, workspaceName: workspace.name })),
    ]);
    const passwordHash = await hashing.hash(password, { lane: "newcomer" });
    const user = newUser({ username, displayName, passwordHash });
    const { token, session } = sessions.begin(context);
    const { userId } = done(
      await journal.submit({
        kind: "register",
        user,
        session,
        inviteHash,
        registrationForced: forcedRegistration,
      }),
    );
    return signedIn(deps, { userId, token });
  }

  async function checkNewUsername(username: string): Promise<void> {
    checkUsername(username);
    // The index decides; asking first only saves the hash.
    if (await stores.accounts.findCredentials(confusableKeysOf(username).foldedKey)) {
      throw accountRefusal({ ok: false, reason: "name_taken" }, "It");
    }
  }

  /** The hash of the invite to use, or null where registration is open: there an old invite is no obstacle. */
  async function admit(invite: string | undefined): Promise<string | null> {
    const inviteHash = invite === undefined ? null : hashToken(invite);
    if (inviteHash !== null && (await stores.accounts.findInvite(inviteHash, now()))) return inviteHash;
    const workspace = await stores.workspace.read();
    const registration = forcedRegistration ?? workspace.registration;
    // Before the first account registration is closed: a workspace without an admin could never get one.
    if (registration === "open" && (await hasUsers())) return null;
    const reason = inviteHash === null ? "registration_closed" : "invite_invalid";
    throw accountRefusal({ ok: false, reason }, "It");
  }

  return { register };
}
