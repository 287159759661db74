import type { User } from "../../src/protocol/shapes.ts";
import { useApp } from "../app/app_context.ts";
import { Refused } from "../connection/refused.ts";
import { tSignIn } from "./words.ts";

/** Goes in with who has just signed in, if the browser took the cookie that came with it: else it would ask for the password for ever. */
export function useSignIn(): (user: User) => Promise<void> {
  const { api, enter, phase } = useApp();
  return async (user) => {
    if (phase.value.name !== "signedIn") {
      await api("GET /me").catch((error: unknown) => {
        // Any other trouble will show by itself.
        if (!(error instanceof Refused) || error.code !== "not_signed_in") return;
        throw new Refused("cookies_refused", () => tSignIn("cookiesRefused"));
      });
    }
    await enter(user);
  };
}
