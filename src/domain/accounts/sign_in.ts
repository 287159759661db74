// SPEC R7: limited before hashing; a wrong name and a wrong password look the same in text, status and time.
import { done, wrongCredentials } from "./account_refusals.ts";
import type { AccountParts, SignedIn, Visitor } from "./account_parts.ts";
import { networkKey } from "./addresses.ts";
import { readDeviceOf } from "./devices.ts";
import { lookToSignIn } from "./looks.ts";
import { isTooLongForAny, normalisePassword } from "./passwords.ts";
import { signedIn } from "./signed_in.ts";
import type { Count } from "./throttle.ts";

export interface SignInTry {
  username: string;
  password: string;
}

export function createSignIn(parts: AccountParts) {
  const { stores, journal, sessions, hashing, limiter, isClockSteady } = parts;

  async function signIn(attempt: SignInTry, visitor: Visitor): Promise<SignedIn> {
    const look = lookToSignIn(attempt.username);
    if (look === null) throw wrongCredentials();
    const credentials = await stores.accounts.findCredentials(look);
    const { deviceKey } = await stores.place.place();
    const device =
      credentials && readDeviceOf(credentials.userId, visitor.device, { ...credentials, deviceKey });

    // A stranger's tries, from wherever, never use up those of a browser that knew the password before.
    const isKnown = credentials !== null && device !== null;
    const { address } = visitor;
    const own = isKnown
      ? limiter.by("signInByDevice", `${credentials.userId} ${device}`)
      : limiter.byAddress("signInByAccount", address, look);
    const shared = isKnown ? null : countOfStrangers(look, address);
    limiter.spend(own, ...(shared ? [shared, limiter.byAddress("signInByAddress", address)] : []));

    if (isTooLongForAny(attempt.password)) throw wrongCredentials();
    const password = normalisePassword(attempt.password);
    const isRight = await hashing.verify(
      password,
      credentials?.passwordHash ?? null,
      isKnown ? { lane: "known" } : { lane: "stranger", network: networkKey(address) },
    );
    if (!isRight || !credentials) throw wrongCredentials();

    const { token, session } = sessions.begin(visitor);
    const { userId, passwordHash: verifiedHash } = credentials;
    const prune = isClockSteady();
    done(await journal.submit({ kind: "signIn", userId, verifiedHash, session, prune }));
    own.forget();
    shared?.refund();
    return signedIn(parts, { userId, token, device: device === null ? null : visitor.device });
  }

  /**
   * Of all strangers together a moderate number of tries passes. Beyond that each network waits a minute for its next: that delays
   * who guesses, and who comes with the right password from a new place is not locked out.
   */
  function countOfStrangers(look: string, address: string): Count {
    const all = limiter.by("signInByStrangers", look);
    return all.waitMs() === 0 ? all : limiter.by("signInUnderAttack", `${look} ${networkKey(address)}`);
  }

  return { signIn };
}
