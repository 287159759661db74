// Lists as gzip (SPEC R11).
import { promisify } from "node:util";
import { gzip } from "node:zlib";

import type { MiddlewareHandler } from "hono";

import { acceptedEncodings } from "./accepted_encodings.ts";
import type { AppEnv } from "./app_env.ts";

/** Below it the headers cost as much as is saved. */
const leastBytes = 1024;
/** This size takes 0.1 ms here; a larger one goes to a separate thread, where half a megabyte takes 15 ms. */
const maxSyncBytes = 32 * 1024;
/** The fastest: half of what there is to save takes a tenth of the time. */
const level = 1;

/**
 * A compressed answer is as long as what it repeats, so nothing may stand in it beside a secret that somebody else could write
 * there (BREACH). In these lists it cannot: a person who can write into one may read all of it. Mentions, saved messages, searches
 * and my rooms gather what others wrote in rooms that they do not share: they stay as they are.
 */
const oneAudience = [
  /^\/api\/rooms\/\d+\/(?:messages|members|pins|log)$/u,
  /^\/api\/messages\/\d+\/replies$/u,
  /^\/api\/users$/u,
  /^\/api\/openapi\.json$/u,
];

const gzipOnThread = promisify<Uint8Array, { level: number }, Uint8Array<ArrayBuffer>>(gzip);

export const compressJson: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next();
  if (c.req.method !== "GET" || c.res.status !== 200) return;
  if (!oneAudience.some((path) => path.test(c.req.path))) return;
  if (!c.res.headers.get("Content-Type")?.startsWith("application/json")) return;
  c.header("Vary", "Accept-Encoding", { append: true });
  // No other site gets a signed-in person's browser to ask for one and watches how long it is.
  const site = c.req.header("sec-fetch-site") ?? "same-origin";
  if (site !== "same-origin" || !acceptedEncodings(c.req.header("accept-encoding")).has("gzip")) return;
  const plain = new Uint8Array(await c.res.arrayBuffer());
  const { headers } = c.res;
  if (plain.length < leastBytes) {
    c.res = new Response(plain, { headers });
    return;
  }
  const packed =
    plain.length <= maxSyncBytes ? Bun.gzipSync(plain, { level }) : await gzipOnThread(plain, { level });
  headers.set("Content-Encoding", "gzip");
  c.res = new Response(packed, { headers });
};
