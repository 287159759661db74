// The page: built once, compressed once, the same document for every view.
import type { Context } from "hono";
import { Hono } from "hono";

import type { PageFile, PageFiles } from "../../protocol/page_files.ts";
import { pagePaths, spellingsOf } from "../../protocol/page_paths.ts";
import type { HttpEnv } from "./env.ts";
import { acceptedEncodings } from "./accepted_encodings.ts";
import { isKnown } from "./etag.ts";

export function createPageRoutes({ page }: { page: () => PageFiles }): Hono<HttpEnv> {
  const routes = new Hono<HttpEnv>();
  for (const view of pagePaths.flatMap(spellingsOf)) routes.get(view, (c) => servePage(c, page()));
  // Anything else by its exact path; a Map knows no dots and no parents.
  routes.get("*", async (c, next) => {
    const file = c.req.path === "/" ? undefined : page().get(c.req.path);
    if (!file) return next();
    return servePageFile(c, file);
  });
  return routes;
}

/** The document of every view; with 404 it says itself that there is nothing at this address. */
export function servePage(c: Context, files: PageFiles, status: 200 | 404 = 200): Response {
  const file = files.get("/");
  return file ? servePageFile(c, file, status) : c.text("The page is not built.", 503);
}

export function servePageFile(c: Context, file: PageFile, status: 200 | 404 = 200): Response {
  c.header("Cache-Control", file.immutable ? "public, max-age=31536000, immutable" : "no-cache");
  c.header("ETag", file.etag);
  c.header("Vary", "Accept-Encoding");
  if (status === 200 && isKnown(c.req.header("if-none-match"), file.etag)) return c.body(null, 304);
  c.header("Content-Type", file.type);
  const { encoding, bytes } = choose(file, c.req.header("accept-encoding"));
  if (encoding !== null) c.header("Content-Encoding", encoding);
  return c.body(new Uint8Array(bytes), status);
}

/** Brotli before gzip. */
function choose(file: PageFile, accepts: string | undefined): { encoding: string | null; bytes: Uint8Array } {
  const accepted = acceptedEncodings(accepts);
  if (file.br && accepted.has("br")) return { encoding: "br", bytes: file.br };
  if (file.gzip && accepted.has("gzip")) return { encoding: "gzip", bytes: file.gzip };
  return { encoding: null, bytes: file.identity };
}
