// SPEC R7: limited before hashing; a wrong name and a wrong password look the same in text, status and time.
import { done, wrongCredentials } from "./account_refusals.ts";
import { addressKey, type LimitName } from "./account_limits.ts";
import type { AccountParts, SignedIn, Visitor } from "./account_parts.ts";
import { readDeviceOf } from "./devices.ts";
import { lookToSignIn } from "./looks.ts";
import { isTooLongForAny, normalisePassword } from "./passwords.ts";
import { signedIn } from "./signed_in.ts";

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
    const device = credentials && readDeviceOf(credentials.userId, visitor.device, deviceKey);

    // A stranger's tries, from wherever, never use up those of a browser that knew the password before.
    const address = addressKey(visitor.address);
    const own: [LimitName, string] =
      credentials && device !== null
        ? ["signInByDevice", `${credentials.userId} ${device}`]
        : ["signInByAccount", `${look} ${address}`];
    if (own[0] === "signInByDevice") limiter.spend(own);
    else limiter.spend(own, ["signInByAddress", address]);

    if (isTooLongForAny(attempt.password)) throw wrongCredentials();
    const password = normalisePassword(attempt.password);
    const isRight = await hashing.verify(password, credentials?.passwordHash ?? null);
    if (!isRight || !credentials) throw wrongCredentials();

    const { token, session } = sessions.begin(visitor);
    const { userId, passwordHash: verifiedHash } = credentials;
    const prune = isClockSteady();
    done(await journal.submit({ kind: "signIn", userId, verifiedHash, session, prune }));
    limiter.forget(...own);
    return signedIn(parts, { userId, token, device: device === null ? null : visitor.device });
  }

  return { signIn };
}
