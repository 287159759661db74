import type { User } from "../../src/protocol/shapes.ts";
import { useApp } from "../app/app_context.ts";
import { Refused } from "../connection/refused.ts";
import { tSignIn } from "./words.ts";

/** Continues after a sign-in if the browser stored the cookie; without it the form would come back again and again. */
export function useSignIn(): (user: User) => Promise<void> {
  const { api, enter, phase } = useApp();
  return async (user) => {
    if (phase.value.name !== "signedIn") {
      await api("GET /me").catch((error: unknown) => {
        // Other errors are shown by the page itself.
        if (!(error instanceof Refused) || error.code !== "not_signed_in") return;
        throw new Refused("cookies_refused", () => tSignIn("cookiesRefused"));
      });
    }
    await enter(user);
  };
}
