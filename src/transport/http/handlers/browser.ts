// The browser of a request, and its cookies.
import type { Context } from "hono";

import type { SignedIn, SignInContext } from "../../../domain/accounts/account_parts.ts";
import { clearSessionCookie, readDevice, setDeviceCookie, setSessionCookie } from "../cookies.ts";
import type { HttpEnv } from "../env.ts";

export function signInContextOf(c: Context<HttpEnv>): SignInContext {
  return {
    address: c.get("address"),
    agent: c.req.header("user-agent") ?? "",
    isLocal: c.get("isLocal"),
    device: readDevice(c),
    session: c.get("session"),
  };
}

/** Signed out: the browser's cache is cleared. Its storage is not: it has unsent text of the author. */
export function clearSession(c: Context<HttpEnv>): void {
  clearSessionCookie(c);
  // Over plain http browsers only complain of it.
  if (c.get("isSecure")) c.header("Clear-Site-Data", '"cache"');
}

/** Both cookies of a browser that has just signed in. */
export function setCookies(c: Context<HttpEnv>, { token, device }: SignedIn): void {
  setSessionCookie(c, token);
  setDeviceCookie(c, device);
}
