// /api/openapi.json, and /docs: the same, to read and to try.
import { Hono } from "hono";

import { contractGroups } from "../../protocol/contract.ts";
import { docsPage, docsStyle } from "./docs_page.ts";
import { docsScript } from "./docs_script.ts";
import type { HttpEnv } from "./env.ts";
import { describeApi, type ApiDocument } from "./openapi.ts";

export function createDocsRoutes(): Hono<HttpEnv> {
  let described: ApiDocument | null = null;
  const document = () => (described ??= describeApi(contractGroups));

  return new Hono<HttpEnv>()
    .get("/api/openapi.json", (c) => c.json(document()))
    .get("/docs", (c) => c.html(docsPage(document())))
    .get("/docs/docs.css", (c) => c.body(docsStyle, 200, { "Content-Type": "text/css; charset=utf-8" }))
    .get("/docs/docs.js", (c) =>
      c.body(docsScript, 200, { "Content-Type": "text/javascript; charset=utf-8" }),
    );
}
