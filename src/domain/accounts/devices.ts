// A browser that signed in before carries a signed note of it. It proves nothing but that: it only moves the browser's tries
// to sign in out of the count that a stranger can use up.
import { createHmac, randomBytes } from "node:crypto";

import { isSameSecret } from "./tokens.ts";

export function makeDevice(userId: number, deviceKey: string): string {
  const note = `${userId}.${randomBytes(16).toString("base64url")}`;
  return `${note}.${sign(note, deviceKey)}`;
}

/** The device's own name when this note was made for this account, else null. */
export function readDeviceOf(userId: number, device: string | null, deviceKey: string): string | null {
  const parts = device === null ? null : /^(\d{1,16})\.([\w-]{22})\.([\w-]{43})$/.exec(device);
  const [, owner, name, signature] = parts ?? [];
  if (owner !== String(userId) || name === undefined || signature === undefined) return null;
  return isSameSecret(signature, sign(`${owner}.${name}`, deviceKey)) ? name : null;
}

function sign(note: string, deviceKey: string): string {
  return createHmac("sha256", deviceKey).update(`confab device ${note}`).digest("base64url");
}
