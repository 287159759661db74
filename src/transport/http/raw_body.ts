// A body as its bytes come, for those who have a limit of their own.
import type { Context } from "hono";

import { cutOff } from "../../domain/files/file_refusals.ts";
import type { HttpEnv } from "./env.ts";

/** A line that breaks is a refusal that nobody hears, not a bug. */
export async function* bytesOf(c: Context<HttpEnv>): AsyncGenerator<Uint8Array> {
  const { body } = c.req.raw;
  if (!body) return;
  try {
    for await (const chunk of body) yield chunk;
  } catch {
    throw cutOff();
  }
}

/** As announced; null when it was not. */
export function lengthOf(c: Context<HttpEnv>): number | null {
  const header = c.req.header("content-length");
  return header !== undefined && /^\d{1,15}$/.test(header) ? Number(header) : null;
}
