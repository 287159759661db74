// Accounts as the outside sees them: SPEC L5 to L7, R4 to R7, A2.
import type { Registration } from "../../protocol/shapes.ts";
import type { Journal } from "../journal.ts";
import type { Stores, Session } from "../stores.ts";
import { createAccountLimits } from "./account_limits.ts";
import type { AccountParts, SignedIn, Visitor } from "./account_parts.ts";
import { makeDevice } from "./devices.ts";
import { createFirstAccount } from "./first_account.ts";
import { createHashing, type PasswordHash } from "./hashing.ts";
import { createInvites } from "./invites.ts";
import { createMyAccount } from "./my_account.ts";
import { createPasswordRules } from "./passwords.ts";
import { createPlaceSettings } from "./place_settings.ts";
import { createRegistration } from "./registration.ts";
import { createResets } from "./resets.ts";
import type { Sessions } from "./sessions.ts";
import { createSignIn } from "./sign_in.ts";

export interface AccountsDeps {
  stores: Pick<Stores, "accounts" | "place">;
  journal: Journal;
  sessions: Sessions;
  now: () => number;
  passwordHash: PasswordHash;
  passwordMin: number;
  forcedRegistration: Registration | null;
  setupCode: string;
  rateLimits: "on" | "off";
}

export type Accounts = ReturnType<typeof createAccounts>;

export function createAccounts({ passwordHash, passwordMin, rateLimits, ...deps }: AccountsDeps) {
  const { stores, now } = deps;
  const parts: AccountParts = {
    ...deps,
    hashing: createHashing({ passwordHash }),
    passwords: createPasswordRules({ passwordMin }),
    limiter: createAccountLimits({ now, enabled: rateLimits === "on" }),
    noteDevice: async (userId) => makeDevice(userId, (await stores.place.place()).deviceKey),
  };
  const firstAccount = createFirstAccount(parts);
  const { register } = createRegistration({ ...parts, hasUsers: firstAccount.hasUsers });
  const { signIn } = createSignIn(parts);
  const myAccount = createMyAccount(parts);

  /**
   * Signing in any way replaces the cookie of the browser: the session it held before could never be ended from there again,
   * so it ends now.
   */
  async function replacing(old: Session | null, begun: Promise<SignedIn>): Promise<SignedIn> {
    const signedIn = await begun;
    if (old) await myAccount.signOut(old);
    return signedIn;
  }

  return {
    ...firstAccount,
    ...myAccount,
    register,
    signIn,
    replacing,
    invites: createInvites(parts),
    resets: createResets(parts),
    place: createPlaceSettings(parts),
  };
}

export type { SignedIn, Visitor };
