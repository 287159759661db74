// Secrets that are links or cookies: 256 random bits, of which only the SHA-256 is stored.
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

interface Token {
  /** Shown once; base64url, 43 characters. */
  token: string;
  tokenHash: string;
}

export function makeToken(): Token {
  const token = randomBytes(32).toString("base64url");
  return { token, tokenHash: hashToken(token) };
}

export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

export function isTokenShaped(token: string): boolean {
  return /^[\w-]{43}$/.test(token);
}

/** In constant time, for all lengths. */
export function isSameSecret(one: string, other: string): boolean {
  return timingSafeEqual(
    createHash("sha256").update(one).digest(),
    createHash("sha256").update(other).digest(),
  );
}
