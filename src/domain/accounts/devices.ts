// A browser that signed in before carries a signed note of it. It proves nothing but that: it only moves the browser's tries
// to sign in out of the count that a stranger can use up. A new password ends it.
import { createHmac, randomBytes } from "node:crypto";

import { isSameSecret } from "./tokens.ts";

/** What a note is signed with. */
interface DeviceSecrets {
  deviceKey: string;
  passwordHash: string;
}

export function makeDevice(userId: number, secrets: DeviceSecrets): string {
  const note = `${userId}.${randomBytes(16).toString("base64url")}`;
  return `${note}.${sign(note, secrets)}`;
}

/** The device's own name when this note was made for this account with the password it has now, else null. */
export function readDeviceOf(userId: number, device: string | null, secrets: DeviceSecrets): string | null {
  const parts = device === null ? null : /^(\d{1,16})\.([\w-]{22})\.([\w-]{43})$/.exec(device);
  const [, owner, name, signature] = parts ?? [];
  if (owner !== String(userId) || name === undefined || signature === undefined) return null;
  return isSameSecret(signature, sign(`${owner}.${name}`, secrets)) ? name : null;
}

function sign(note: string, { deviceKey, passwordHash }: DeviceSecrets): string {
  return createHmac("sha256", deviceKey).update(`confab device ${note} ${passwordHash}`).digest("base64url");
}
