// SPEC R4. The server ends a session (30 days, a year at most); the cookie only has to outlive it.
import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { parse } from "hono/utils/cookie";

import type { HttpEnv } from "./env.ts";

export const sessionCookie = "confab_session";
/** Shows that this browser signed in to an account before: its tries to sign in are counted apart from strangers'. */
export const deviceCookie = "confab_device";

const yearSeconds = 365 * 24 * 3600;

/** For the upgrade, which has no Hono context. */
export function readSessionToken(headers: Headers): string | null {
  const header = headers.get("cookie");
  return header === null ? null : (parse(header, sessionCookie)[sessionCookie] ?? null);
}

export function readDevice(c: Context<HttpEnv>): string | null {
  return getCookie(c, deviceCookie) ?? null;
}

export function setSessionCookie(c: Context<HttpEnv>, token: string): void {
  setCookie(c, sessionCookie, token, attributes(c));
}

export function setDeviceCookie(c: Context<HttpEnv>, device: string): void {
  setCookie(c, deviceCookie, device, attributes(c));
}

export function clearSessionCookie(c: Context<HttpEnv>): void {
  deleteCookie(c, sessionCookie, { path: "/", secure: c.get("isSecure") });
}

function attributes(c: Context<HttpEnv>) {
  return {
    path: "/",
    httpOnly: true,
    sameSite: "Lax",
    secure: c.get("isSecure"),
    maxAge: yearSeconds,
  } as const;
}
