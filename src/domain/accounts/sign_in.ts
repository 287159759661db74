// SPEC R7: limited before hashing; a wrong name and a wrong password look the same in text, status and time.
import { done, wrongCredentials } from "./account_refusals.ts";
import type { AccountParts, SignedIn, SignInContext } from "./account_parts.ts";
import { networkKey } from "./addresses.ts";
import { readDeviceOf } from "./devices.ts";
import { signInKeyOf } from "./confusable_keys.ts";
import { isTooLongForAny, normalisePassword } from "./passwords.ts";
import { signedIn } from "./signed_in.ts";
import type { Count } from "./throttle.ts";

interface SignInTry {
  username: string;
  password: string;
}

export function createSignIn(parts: AccountParts) {
  const { stores, journal, sessions, hashing, limiter, security, isClockSteady } = parts;

  async function signIn(attempt: SignInTry, context: SignInContext): Promise<SignedIn> {
    const key = signInKeyOf(attempt.username);
    if (key === null) throw wrongCredentials();
    const credentials = await stores.accounts.findCredentials(key);
    const { deviceKey } = await stores.workspace.read();
    const device =
      credentials && readDeviceOf(credentials.userId, context.device, { ...credentials, deviceKey });

    // A stranger's tries, from wherever, never use up those of a browser that knew the password before.
    const isKnown = credentials !== null && device !== null;
    const { address } = context;
    const own = isKnown
      ? limiter.by("signInByDevice", `${credentials.userId} ${device}`)
      : limiter.byAddress("signInByAccount", address, key);
    const userId = credentials?.userId ?? null;
    const shared = isKnown ? null : countOfStrangers(key, { userId, address });
    limiter.spend(own, ...(shared ? [shared, limiter.byAddress("signInByAddress", address)] : []));

    const wrong = () => {
      security.note("sign_in_failed", { userId, address });
      return wrongCredentials();
    };
    if (isTooLongForAny(attempt.password)) throw wrong();
    const password = normalisePassword(attempt.password);
    const isRight = await hashing.verify(
      password,
      credentials?.passwordHash ?? null,
      isKnown ? { lane: "known" } : { lane: "stranger", network: networkKey(address) },
    );
    if (!isRight || !credentials) throw wrong();

    const { token, session } = sessions.begin(context);
    const { passwordHash: verifiedHash } = credentials;
    const signIn = { kind: "signIn", userId: credentials.userId, verifiedHash, session } as const;
    done(await journal.submit({ ...signIn, prune: isClockSteady() }));
    own.forget();
    shared?.refund();
    return signedIn(parts, {
      userId: credentials.userId,
      token,
      device: device === null ? null : context.device,
    });
  }

  /**
   * A moderate number of tries of all strangers together passes. Beyond it each network waits a minute for its next: that delays
   * guessing, and a person with the right password on a new device is not locked out.
   */
  function countOfStrangers(key: string, who: { userId: number | null; address: string }): Count {
    const all = limiter.by("signInByStrangers", key);
    if (all.waitMs() === 0) return all;
    security.note("sign_in_slowed", { userId: who.userId });
    return limiter.by("signInUnderAttack", `${key} ${networkKey(who.address)}`);
  }

  return { signIn };
}
