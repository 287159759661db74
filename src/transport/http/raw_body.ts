// A body as a stream of bytes, for endpoints with their own limit.
import type { Context } from "hono";

import { cutOff } from "../../domain/files/file_refusals.ts";
import type { HttpEnv } from "./env.ts";
import { readBody, uploadPace, type Clock } from "./read_body.ts";

/** A line that breaks, or trickles, is a refusal and not a bug. */
export async function* bytesOf(c: Context<HttpEnv>, clock?: Clock): AsyncGenerator<Uint8Array> {
  const { body } = c.req.raw;
  if (!body) return;
  try {
    yield* readBody(body, uploadPace, clock);
  } catch {
    // The rest would have to be received: the connection closes with the answer.
    c.header("Connection", "close");
    throw cutOff();
  }
}

/** As announced; null when it was not. */
export function lengthOf<E extends HttpEnv>(c: Context<E>): number | null {
  const header = c.req.header("content-length");
  return header !== undefined && /^\d{1,15}$/.test(header) ? Number(header) : null;
}
