// On every answer. The page needs nothing from elsewhere, and nothing of it may be framed or read from elsewhere.
import type { MiddlewareHandler } from "hono";

import type { AppEnv } from "./app_env.ts";

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  // Covers ws: and wss: of the same host in every browser since 2022.
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

export const securityHeaders = {
  "Content-Security-Policy": contentSecurityPolicy,
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Resource-Policy": "same-origin",
  "X-Frame-Options": "DENY",
} as const;

const yearSeconds = 365 * 24 * 3600;

export const setSecurityHeaders: MiddlewareHandler<AppEnv> = async (c, next) => {
  for (const [name, value] of Object.entries(securityHeaders)) c.header(name, value);
  if (c.env.visit.isSecure) {
    c.header("Strict-Transport-Security", `max-age=${yearSeconds}`);
    // Over plain http browsers ignore it, and say so in their console as an error.
    c.header("Cross-Origin-Opener-Policy", "same-origin");
  }
  await next();
  if (c.get("requestId")) c.header("X-Request-Id", c.get("requestId"));
};
