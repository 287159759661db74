// The body of a request, before any route looks at it: not too big (L1), well-formed UTF-8 (X1).
import type { Context, MiddlewareHandler } from "hono";

import { addressKey } from "../../domain/accounts/account_limits.ts";
import { ChatError } from "../../domain/chat_error.ts";
import { limits } from "../../protocol/limits.ts";
import type { WorkInFlight } from "../work_in_flight.ts";
import type { HttpEnv } from "./env.ts";
import { lengthOf } from "./raw_body.ts";

export interface ReadJsonBodyDeps {
  inFlight: WorkInFlight;
}

export function createReadJsonBody({ inFlight }: ReadJsonBodyDeps): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    if (c.req.method === "GET" || c.req.method === "HEAD") return next();
    // As announced, else as much as may come; held until the answer (H10).
    const bytes = Math.min(lengthOf(c) ?? limits.frameBytes, limits.frameBytes);
    const owner = c.get("session")?.user.id ?? addressKey(c.get("address"));
    if (inFlight.reserve(owner, bytes) !== "ok") {
      throw new ChatError("busy", "Too much is waiting. Try again in a moment.", { retryAfterMs: 2000 });
    }
    try {
      // Hono's validators take it from here, as a promise whatever its types say; the body itself is read only once.
      Object.assign(c.req.bodyCache, { text: Promise.resolve(await readText(c)) });
      await next();
    } finally {
      inFlight.release(owner, bytes);
    }
  };
}

async function readText(c: Context<HttpEnv>): Promise<string> {
  const { body } = c.req.raw;
  if (Number(c.req.header("content-length") ?? 0) > limits.frameBytes) throw tooLarge();
  if (!body) return "";
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > limits.frameBytes) throw tooLarge();
    chunks.push(chunk);
  }
  if (size === 0) return "";
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new ChatError("bad_text", "The body is not well-formed UTF-8.");
  }
}

function tooLarge(): ChatError {
  return new ChatError("body_too_large", `A request has at most ${limits.frameBytes} bytes.`);
}
