// Accounts as the outside sees them: SPEC L5 to L7, R4 to R7, A2.
import type { Registration } from "../../protocol/shapes.ts";
import type { Erasure } from "../erasure.ts";
import type { Journal } from "../journal.ts";
import type { SecurityLog } from "../security_log.ts";
import type { Stores } from "../stores.ts";
import { accountRefusal } from "./account_refusals.ts";
import { createAccountLimits } from "./account_limits.ts";
import type { AccountParts, SignedIn, SignInContext } from "./account_parts.ts";
import { makeDevice } from "./devices.ts";
import { createFirstAccount } from "./first_account.ts";
import { createHashing, type PasswordHash } from "./hashing.ts";
import { createInvites } from "./invites.ts";
import { createMyAccount } from "./my_account.ts";
import { createPasswordRules } from "./passwords.ts";
import { createPeople } from "./people.ts";
import { createWorkspaceSettings } from "./workspace_settings.ts";
import { createProfile } from "./profile.ts";
import { createRegistration } from "./registration.ts";
import { createResets } from "./resets.ts";
import type { Sessions } from "./sessions.ts";
import { createSignIn } from "./sign_in.ts";

interface AccountsDeps {
  stores: Pick<Stores, "accounts" | "workspace">;
  journal: Pick<Journal, "submit">;
  sessions: Sessions;
  security: Pick<SecurityLog, "note">;
  now: () => number;
  monotonicMs: () => number;
  /** Only then what has run out is removed (H6). */
  isClockSteady: () => boolean;
  passwordHash: PasswordHash;
  passwordMin: number;
  forcedRegistration: Registration | null;
  setupCode: string;
  /** False only for load tests (RATE_LIMITS=off). */
  rateLimits: boolean;
  erasure: Pick<Erasure, "resume">;
  dropBytes: (hashes: string[]) => Promise<void>;
}

export type Accounts = ReturnType<typeof createAccounts>;

export function createAccounts({
  passwordHash,
  passwordMin,
  rateLimits,
  monotonicMs,
  erasure,
  dropBytes,
  ...deps
}: AccountsDeps) {
  const { stores } = deps;
  const parts: AccountParts = {
    ...deps,
    hashing: createHashing({ passwordHash }),
    passwords: createPasswordRules({ passwordMin }),
    limiter: createAccountLimits({ monotonicMs, enabled: rateLimits }),
    async noteDevice(userId) {
      const { deviceKey } = await stores.workspace.read();
      const credentials = await stores.accounts.credentialsOf(userId);
      if (!credentials) throw accountRefusal({ ok: false, reason: "session_over" }, "It");
      return makeDevice(userId, { ...credentials, deviceKey });
    },
  };
  const { hasUsers, setupStatus, setUp } = createFirstAccount(parts);
  const { register } = createRegistration({ ...parts, hasUsers });
  const { signIn } = createSignIn(parts);
  const myAccount = createMyAccount(parts);
  const { resetPassword } = createResets(parts);

  /**
   * However one signs in, the cookie of the browser is replaced: the session it held could never be ended from there again, so
   * it ends now.
   */
  function replacing<T>(enter: (what: T, context: SignInContext) => Promise<SignedIn>): typeof enter {
    return async (what, context) => {
      const signedIn = await enter(what, context);
      if (context.session) await myAccount.signOut(context.session);
      return signedIn;
    };
  }

  return {
    setupStatus,
    setUp: replacing(setUp),
    register: replacing(register),
    signIn: replacing(signIn),
    ...myAccount,
    ...createProfile(parts),
    invites: createInvites(parts),
    resetPassword: replacing(resetPassword),
    workspace: createWorkspaceSettings(parts),
    people: createPeople({ ...parts, erasure, dropBytes }),
  };
}
