// /api/openapi.json, and /docs: the help, made of Markdown, and the reference of the API, made of its contract.
import { Hono } from "hono";
import { raw } from "hono/html";

import { helpPages } from "../../../docs/pages.ts";
import { renderHelp } from "../../../docs/render_markdown.ts";
import { docsStyle } from "../../../docs/style.ts";
import { contractGroups } from "../../../protocol/contract.ts";
import type { PageFile } from "../../../protocol/page_files.ts";
import type { HttpEnv } from "../env.ts";
import { describeApi, type ApiDocument } from "../openapi.ts";
import { servePageFile } from "../page_routes.ts";
import { apiReference } from "./api_reference.ts";
import { referenceScript } from "./api_reference_script.ts";
import { docsContents, docsLayout, referencePath } from "./docs_layout.ts";
import { themeScript } from "./theme_script.ts";

const scriptType = "text/javascript; charset=utf-8";
const styleType = "text/css; charset=utf-8";
const pageType = "text/html; charset=utf-8";

export function createDocsRoutes(): Hono<HttpEnv> {
  let described: ApiDocument | null = null;
  const document = () => (described ??= describeApi(contractGroups));
  const files = new Map<string, PageFile>();
  const routes = new Hono<HttpEnv>().get("/api/openapi.json", (c) => c.json(document()));

  /** Made at the first request, and cached. */
  function serve(path: string, type: string, make: () => unknown): void {
    const addresses = type === pageType ? [path, `${path}/`] : [path];
    for (const address of addresses) {
      routes.get(address, async (c) => {
        const file = files.get(path) ?? docsFile(type, String(await make()));
        files.set(path, file);
        return servePageFile(c, file);
      });
    }
  }

  serve("/docs", pageType, docsContents);
  for (const page of helpPages) {
    const path = `/docs/${page.slug}`;
    serve(path, pageType, () => {
      const { title, sections, html } = renderHelp(page);
      return docsLayout({ path, title, sections, content: raw(html) });
    });
  }
  serve(referencePath, pageType, () => apiReference(document()));
  serve("/docs/docs.css", styleType, () => docsStyle);
  serve("/docs/theme.js", scriptType, () => themeScript);
  serve("/docs/reference.js", scriptType, () => referenceScript);
  return routes;
}

function docsFile(type: string, text: string): PageFile {
  const identity = Buffer.from(text);
  const etag = `"${new Bun.CryptoHasher("sha256").update(identity).digest("base64url").slice(0, 16)}"`;
  return { type, etag, immutable: false, identity, gzip: Bun.gzipSync(identity) };
}
