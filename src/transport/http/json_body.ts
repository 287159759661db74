// The JSON body of a request, before anything of it is decoded: not too much of it (L1, A5, H10), well-formed UTF-8 (X1).
import type { Context } from "hono";

import { addressKey } from "../../domain/accounts/addresses.ts";
import { ChatError } from "../../domain/chat_error.ts";
import { findJsonExcess } from "../../protocol/json_bounds.ts";
import { limits } from "../../protocol/limits.ts";
import type { Rates } from "../rates.ts";
import type { WorkInFlight } from "../work_in_flight.ts";
import type { HttpEnv } from "./env.ts";
import { lengthOf } from "./raw_body.ts";
import { BodyTooSlow, jsonPace, readBody, type Clock } from "./read_body.ts";

interface JsonBodyDeps {
  inFlight: WorkInFlight;
  rates: Pick<Rates, "spendBytes">;
  /** A test moves its own. */
  clock?: Clock;
}

export type WithJsonText = <T>(c: Context<HttpEnv>, run: (text: string) => Promise<T>) => Promise<T>;

/** Reads it, and holds what it weighs until the answer. */
export function createWithJsonText({ inFlight, rates, clock }: JsonBodyDeps): WithJsonText {
  return async (c, run) => {
    const length = lengthOf(c);
    if (length !== null && length > limits.frameBytes) throw tooLarge();
    // As announced, else as much as may come.
    const bytes = length ?? (c.req.raw.body ? limits.frameBytes : 0);
    const owner = c.get("session")?.user.id ?? addressKey(c.get("address"));
    rates.spendBytes(owner, bytes);
    if (inFlight.reserve(owner, bytes) !== "ok") {
      throw new ChatError("busy", "The server is busy. Try again in a moment.", { retryAfterMs: 2000 });
    }
    try {
      const text = await readText(c, clock);
      const excess = findJsonExcess(text);
      if (excess) throw new ChatError("bad_request", excess.problem, fieldOf(excess.field));
      return await run(text);
    } finally {
      inFlight.release(owner, bytes);
    }
  };
}

async function readText(c: Context<HttpEnv>, clock?: Clock): Promise<string> {
  const { body } = c.req.raw;
  if (!body) return "";
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of readBody(body, jsonPace, clock)) {
      size += chunk.byteLength;
      if (size > limits.frameBytes) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof ChatError) throw error;
    c.header("Connection", "close");
    if (!(error instanceof BodyTooSlow)) throw new ChatError("bad_request", "The body was cut off.");
    throw new ChatError("bad_request", `The body did not come within ${jsonPace.graceMs / 1000} s.`);
  }
  if (size === 0) return "";
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new ChatError("bad_text", "The body is not well-formed UTF-8.");
  }
}

function tooLarge(): ChatError {
  return new ChatError("body_too_large", `Request too large. The limit is ${limits.frameBytes} bytes.`);
}

function fieldOf(field: string): { field?: string } {
  return field === "" ? {} : { field };
}
