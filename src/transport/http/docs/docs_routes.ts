// /api/openapi.json, and /docs: the help, made of Markdown, and the reference of the API, made of its contract.
import { Hono } from "hono";
import { raw } from "hono/html";

import { helpPages } from "../../../docs/pages.ts";
import { renderHelp } from "../../../docs/render_markdown.ts";
import { docsStyle } from "../../../docs/style.ts";
import type { PageFile } from "../../../protocol/page_files.ts";
import type { HttpEnv } from "../env.ts";
import { servePageFile } from "../page_routes.ts";
import { referenceScript } from "./api_reference_script.ts";
import { describeOnThread, type DescribedApi } from "./api_thread.ts";
import { docsContents, docsLayout, referencePath } from "./docs_layout.ts";
import { themeScript } from "./theme_script.ts";

const scriptType = "text/javascript; charset=utf-8";
const styleType = "text/css; charset=utf-8";
const pageType = "text/html; charset=utf-8";

export function createDocsRoutes({ describeApi = describeOnThread } = {}): Hono<HttpEnv> {
  let described: Promise<DescribedApi> | null = null;
  /** Made once; again if it failed. */
  function describe(): Promise<DescribedApi> {
    described ??= describeApi().catch((error: unknown) => {
      described = null;
      throw error;
    });
    return described;
  }
  const files = new Map<string, PageFile>();
  const routes = new Hono<HttpEnv>().get("/api/openapi.json", async (c) =>
    c.body((await describe()).document, 200, { "Content-Type": "application/json" }),
  );

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
  serve(referencePath, pageType, async () => (await describe()).reference);
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
