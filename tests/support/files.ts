// How tests upload and fetch: bytes as they are, answers as they come.
import { readdirSync } from "node:fs";
import { join } from "node:path";

import type { Answer, Loose, Person } from "./client.ts";

interface UploadOptions {
  roomId?: number;
  name?: string;
  signal?: AbortSignal;
}

export async function upload(
  who: Person,
  body: BodyInit,
  { roomId = 1, name = "x", signal = AbortSignal.timeout(20_000) }: UploadOptions = {},
): Promise<Answer<Loose>> {
  const response = await fetch(`${who.url}/api/rooms/${roomId}/files?name=${encodeURIComponent(name)}`, {
    method: "POST",
    body,
    headers: { Cookie: who.cookie, Origin: new URL(who.url).origin },
    signal,
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** A picture of oneself. */
export async function putAvatar(
  who: Person,
  body: BodyInit | null,
  { signal = AbortSignal.timeout(20_000), headers = {} }: { signal?: AbortSignal; headers?: object } = {},
): Promise<Answer<Loose>> {
  const response = await fetch(`${who.url}/api/me/avatar`, {
    method: "PUT",
    body,
    headers: { Cookie: who.cookie, Origin: new URL(who.url).origin, ...headers },
    signal,
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

interface Fetched {
  status: number;
  headers: Headers;
  bytes: Uint8Array<ArrayBuffer>;
}

export async function fetchBytes(
  who: Pick<Person, "url" | "cookie">,
  path: string,
  { method = "GET", headers = {} }: { method?: string; headers?: Record<string, string> } = {},
): Promise<Fetched> {
  const response = await fetch(`${who.url}${path}`, {
    method,
    headers: { ...(who.cookie === "" ? {} : { Cookie: who.cookie }), ...headers },
    signal: AbortSignal.timeout(20_000),
  });
  return { status: response.status, headers: response.headers, bytes: await response.bytes() };
}

/** Every file under `files`, without the folder's own path: `ab/cdef…`, `incoming/…`. */
export function storedFiles(dataDir: string): string[] {
  const folder = join(dataDir, "files");
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}
