// Uploaded bytes: never trusted, revalidated by caches unless the caller says otherwise, in ranges for players (SPEC F7, F8).
import type { Context } from "hono";

import { readByteRange } from "./byte_range.ts";
import type { HttpEnv } from "./env.ts";
import { isKnown } from "./etag.ts";

interface Served {
  content: Blob;
  /** What the content is called by: its hash. */
  hash: string;
  type: string;
  disposition: string;
  /** `Cache-Control`: without it a cache asks each time. */
  cache?: string;
}

export function serveBytes(c: Context<HttpEnv>, served: Served): Response {
  const { content, hash, type, disposition, cache = "private, no-cache" } = served;
  const etag = `"${hash}"`;
  const headers = new Headers({
    "Accept-Ranges": "bytes",
    "Cache-Control": cache,
    // Any content runs nothing, loads nothing and belongs to no origin.
    "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    "Content-Disposition": disposition,
    "Content-Type": type,
    ETag: etag,
  });
  if (isKnown(c.req.header("if-none-match"), etag)) return new Response(null, { status: 304, headers });
  const { size } = content;
  const range = readByteRange(wantedRange(c, etag), size);
  if (range === "unsatisfiable") {
    headers.set("Content-Range", `bytes */${size}`);
    headers.set("Content-Type", "application/json");
    const message = `The file has only ${size} bytes.`;
    return Response.json({ error: { code: "bad_request", message } }, { status: 416, headers });
  }
  const { start, end } = range ?? { start: 0, end: size };
  if (range) headers.set("Content-Range", `bytes ${start}-${end - 1}/${size}`);
  // For HEAD, which has no body to measure.
  headers.set("Content-Length", String(end - start));
  c.get("allowSlowReader")();
  // Always a slice: Bun applies the range to a whole file, even where If-Range forbids it.
  return new Response(content.slice(start, end), { status: range ? 206 : 200, headers });
}

function wantedRange(c: Context<HttpEnv>, etag: string): string | undefined {
  const ifRange = c.req.header("if-range");
  if (c.req.method !== "GET" || (ifRange !== undefined && ifRange !== etag)) return undefined;
  return c.req.header("range");
}
