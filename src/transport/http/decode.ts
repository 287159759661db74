// What a request holds, decoded by the schemas of its endpoint. Throws the refusal that names the field (X1, L4).
import type { Context } from "hono";
import type { z } from "zod";

import { ChatError } from "../../domain/chat_error.ts";
import { describeIssue } from "../../protocol/client_frames.ts";
import type { Endpoint } from "../../protocol/endpoints/endpoint.ts";
import type { HttpEnv } from "./env.ts";

interface Decoded {
  params: unknown;
  query: unknown;
  body: unknown;
}

/** `text` is the body; null where none was read. */
export function decodeRequest(c: Context<HttpEnv>, endpoint: Endpoint, text: string | null): Decoded {
  const query = endpoint.query && decode(endpoint.query, queryOf(c));
  const params = endpoint.params && decode(endpoint.params, c.req.param());
  if (!endpoint.body || text === null) return { params, query, body: undefined };
  return { params, query, body: decode(endpoint.body, parseJson(c, text)) };
}

function decode(schema: z.ZodType, raw: unknown): unknown {
  const decoded = schema.safeParse(raw);
  if (decoded.success) return decoded.data;
  const { code, field, problem } = describeIssue(decoded.error);
  throw new ChatError(code === "bad_frame" ? "bad_request" : code, problem, field === "" ? {} : { field });
}

/** A name that comes twice is a list, which no schema takes. */
function queryOf(c: Context<HttpEnv>): Record<string, string | string[]> {
  const entries = Object.entries(c.req.queries());
  return Object.fromEntries(
    entries.map(([name, values]) => [name, values.length === 1 ? (values[0] ?? "") : values]),
  );
}

function parseJson(c: Context<HttpEnv>, text: string): unknown {
  const header = c.req.header("content-type");
  // No body at all: nothing to change, where nothing must be there.
  if (header === undefined && text === "") return {};
  const [type = ""] = (header ?? "").split(";");
  if (!/^application\/([\w.-]+\+)?json$/i.test(type.trim())) {
    throw new ChatError("bad_request", "Send JSON, with Content-Type: application/json.");
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new ChatError("bad_request", "The request is not valid JSON.");
  }
}
