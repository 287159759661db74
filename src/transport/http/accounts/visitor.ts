import type { Context } from "hono";

import type { SignedIn, Visitor } from "../../../domain/accounts/account_parts.ts";
import { readDevice, setDeviceCookie, setSessionCookie } from "../cookies.ts";
import type { HttpEnv } from "../env.ts";

export function visitorOf(c: Context<HttpEnv>): Visitor {
  return {
    address: c.get("address"),
    agent: c.req.header("user-agent") ?? "",
    isLocal: c.get("isLocal"),
    device: readDevice(c),
    session: c.get("session"),
  };
}

/** Both cookies of a browser that has just signed in. */
export function letIn(c: Context<HttpEnv>, { token, device }: SignedIn): void {
  setSessionCookie(c, token);
  setDeviceCookie(c, device);
}
