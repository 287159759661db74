import type { Accounts } from "../../../domain/accounts/accounts.ts";
import type { signInEndpoints } from "../../../protocol/endpoints/sign_in_endpoints.ts";
import type { Handlers } from "../register.ts";
import { clearSession, setCookies, signInContextOf } from "./browser.ts";

export function createSignInHandlers({ accounts }: { accounts: Accounts }): Handlers<typeof signInEndpoints> {
  return {
    "GET /setup": async ({ c }) => ({ 200: await accounts.setupStatus({ isLocal: c.get("isLocal") }) }),
    "POST /setup": async ({ c, body }) => {
      const signedIn = await accounts.setUp(body, signInContextOf(c));
      setCookies(c, signedIn);
      return { 201: { user: signedIn.user } };
    },
    "POST /register": async ({ c, body }) => {
      const signedIn = await accounts.register(body, signInContextOf(c));
      setCookies(c, signedIn);
      return { 201: { user: signedIn.user } };
    },
    "POST /login": async ({ c, body }) => {
      const signedIn = await accounts.signIn(body, signInContextOf(c));
      setCookies(c, signedIn);
      return { 200: { user: signedIn.user } };
    },
    "POST /logout": async ({ c, session }) => {
      if (session) await accounts.signOut(session);
      clearSession(c);
      return { 204: undefined };
    },
    "POST /reset": async ({ c, body }) => {
      const signedIn = await accounts.resetPassword(body, signInContextOf(c));
      setCookies(c, signedIn);
      return { 200: { user: signedIn.user } };
    },
  };
}
