// SPEC R4. The server ends a session (30 days, a year at most); the cookie only has to outlive it.
import type { Context } from "hono";
import { parse, serialize } from "hono/utils/cookie";

import type { HttpEnv } from "./env.ts";

/** `device` shows that this browser signed in to an account before: its tries to sign in are counted apart from strangers'. */
const names = { session: "confab_session", device: "confab_device" } as const;
type Kind = keyof typeof names;

const yearSeconds = 365 * 24 * 3600;

/** Over https with a prefix that only this host itself can set: no subdomain and no page of plain http puts one in its place. */
function nameOf(kind: Kind, isSecure: boolean): string {
  return isSecure ? `__Host-${names[kind]}` : names[kind];
}

/** Over https the name of before this release counts, too, until it is exchanged. */
function read(headers: Headers, kind: Kind, isSecure: boolean): string | null {
  const header = headers.get("cookie");
  if (header === null) return null;
  const cookies = parse(header);
  return cookies[nameOf(kind, isSecure)] ?? cookies[names[kind]] ?? null;
}

/** For the upgrade, too, which has no Hono context. */
export function readSessionToken(headers: Headers, { isSecure }: { isSecure: boolean }): string | null {
  return read(headers, "session", isSecure);
}

export function readDevice<E extends HttpEnv>(c: Context<E>): string | null {
  return read(c.req.raw.headers, "device", c.get("isSecure"));
}

export function setSessionCookie(c: Context<HttpEnv>, token: string): void {
  for (const line of linesFor(c, "session", token)) c.header("Set-Cookie", line, { append: true });
}

export function setDeviceCookie(c: Context<HttpEnv>, device: string): void {
  for (const line of linesFor(c, "device", device)) c.header("Set-Cookie", line, { append: true });
}

export function clearSessionCookie(c: Context<HttpEnv>): void {
  for (const line of linesFor(c, "session", null)) c.header("Set-Cookie", line, { append: true });
}

/** Once: a browser that is signed in by a name of before gets those of now. Behind the answer of `c`. */
export function exchangeCookies<E extends HttpEnv>(c: Context<E>, token: string): void {
  const { headers } = c.req.raw;
  if (!c.get("isSecure") || parse(headers.get("cookie") ?? "")[nameOf("session", true)] !== undefined) return;
  const given = c.res.headers.getSetCookie();
  if (given.some((line) => line.startsWith(`${nameOf("session", true)}=`))) return;
  const device = readDevice(c);
  const lines = [...linesFor(c, "session", token), ...(device === null ? [] : linesFor(c, "device", device))];
  for (const line of lines) c.res.headers.append("Set-Cookie", line);
}

/** The cookie with this value, or without one; and the end of the one of before. */
function linesFor<E extends HttpEnv>(c: Context<E>, kind: Kind, value: string | null): string[] {
  const secure = c.get("isSecure");
  const options = { path: "/", httpOnly: true, sameSite: "Lax", secure } as const;
  const maxAge = value === null ? 0 : yearSeconds;
  const lines = [serialize(nameOf(kind, secure), value ?? "", { ...options, maxAge })];
  const hasOld = secure && parse(c.req.raw.headers.get("cookie") ?? "")[names[kind]] !== undefined;
  if (hasOld) lines.push(serialize(names[kind], "", { ...options, maxAge: 0 }));
  return lines;
}
