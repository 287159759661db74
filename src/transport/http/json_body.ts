// The body of a request, before any route looks at it: not too big (L1), well-formed UTF-8 (X1).
import type { Context, MiddlewareHandler } from "hono";

import { ChatError } from "../../domain/chat_error.ts";
import { limits } from "../../protocol/limits.ts";
import type { HttpEnv } from "./env.ts";

export const readJsonBody: MiddlewareHandler<HttpEnv> = async (c, next) => {
  if (c.req.method !== "GET" && c.req.method !== "HEAD") {
    // Hono's validators take it from here, as a promise whatever its types say; the body itself is read only once.
    Object.assign(c.req.bodyCache, { text: Promise.resolve(await readText(c)) });
  }
  await next();
};

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
