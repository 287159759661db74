// What the files of this folder share: their dependencies, the context of a sign-in, and its result.
import type { Registration, User } from "../../protocol/shapes.ts";
import type { Journal } from "../journal.ts";
import type { SecurityLog } from "../security_log.ts";
import type { Session, Stores } from "../stores.ts";
import type { AccountLimits } from "./account_limits.ts";
import type { Hashing } from "./hashing.ts";
import type { PasswordRules } from "./passwords.ts";
import type { Browser, Sessions } from "./sessions.ts";

export interface AccountParts {
  stores: Pick<Stores, "accounts" | "workspace">;
  journal: Pick<Journal, "submit">;
  sessions: Sessions;
  hashing: Hashing;
  passwords: PasswordRules;
  limiter: AccountLimits;
  security: Pick<SecurityLog, "note">;
  now: () => number;
  /** Only then what has run out is removed (H6). */
  isClockSteady: () => boolean;
  /** The setting REGISTRATION: it wins over what the admin chose, and locks the choice. */
  forcedRegistration: Registration | null;
  /** Random at each start, printed in the link to the first account. */
  setupCode: string;
  /** A new device cookie for this account, as long as it has this password. */
  noteDevice: (userId: number) => Promise<string>;
}

/** Where a request to sign in comes from. */
export interface SignInContext extends Browser {
  /** Straight from a loopback address to a loopback Host (R5). */
  isLocal: boolean;
  /** The device cookie of the request. */
  device: string | null;
  /** The session this browser still has: signing in replaces it. */
  session: Session | null;
}

export interface SignedIn {
  user: User;
  /** For the session cookie. */
  token: string;
  /** For the device cookie. */
  device: string;
}
