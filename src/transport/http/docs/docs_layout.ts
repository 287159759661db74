// The frame of every page of /docs: the list of pages, the contents of this one, and links to the next.
import { html } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";

import { helpGroups, helpPages } from "../../../docs/pages.ts";
import { titleOf, type Section } from "../../../docs/render_markdown.ts";

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

interface DocsPage {
  /** Its address. */
  path: string;
  title: string;
  sections: Section[];
  content: Html;
  /** A script for this page. */
  script?: string;
}

export const referencePath = "/docs/reference";
const reference = { path: referencePath, title: "API reference" };

interface Entry {
  path: string;
  title: string;
}

/** In the order of the list; the reference, which is made of the contract, follows the page about the API. */
const docsGroups: { name: string; pages: Entry[] }[] = helpGroups.map(({ name, pages }) => ({
  name,
  pages: pages.flatMap((page) => {
    const entry = { path: `/docs/${page.slug}`, title: titleOf(page) };
    return page.slug === "api" ? [entry, reference] : [entry];
  }),
}));

export function docsLayout(page: DocsPage): Html {
  const { path, title, sections, content, script } = page;
  return html`<!doctype html>
    <html lang="en" data-contrast="system">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · Confab help</title>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/docs/docs.css" />
        <script src="/docs/theme.js"></script>
        ${script === undefined ? "" : html`<script src="${script}" defer></script>`}
      </head>
      <body>
        <a class="skip" href="#content">Skip to the text</a>
        <header>
          <a class="home" href="/docs">Confab help</a>
          <a class="all" href="/docs">All pages</a>
          <a href="/">Open Confab</a>
        </header>
        <div class="columns">
          <nav class="pages" aria-label="Help">
            ${docsGroups.map(
              (group) =>
                html`<p>${group.name}</p>
                  <ul>
                    ${group.pages.map((one) => listed(one, page))}
                  </ul>`,
            )}
          </nav>
          <main id="content" tabindex="-1">
            ${sections.length < 2 ? "" : onThisPage(sections)} ${content} ${around(path)}
          </main>
        </div>
      </body>
    </html>`;
}

function listed({ path, title }: Entry, page: DocsPage): Html {
  if (path !== page.path) return html`<li><a href="${path}">${title}</a></li>`;
  return html`<li>
    <a href="${path}" aria-current="page">${title}</a>
    <ul>
      ${page.sections.map((one) => html`<li><a href="#${one.id}">${one.title}</a></li>`)}
    </ul>
  </li>`;
}

/** On a narrow screen, where the list beside the text has no room. */
function onThisPage(sections: Section[]): Html {
  return html`<details class="sections">
    <summary>On this page</summary>
    <ul>
      ${sections.map((one) => html`<li><a href="#${one.id}">${one.title}</a></li>`)}
    </ul>
  </details>`;
}

function around(path: string): Html | "" {
  const all = docsGroups.flatMap(({ pages }) => pages);
  const at = all.findIndex((one) => one.path === path);
  if (at === -1) return "";
  const [before, after] = [all[at - 1], all[at + 1]];
  return html`<nav class="around" aria-label="Previous and next page">
    ${before ? html`<a rel="prev" href="${before.path}"><span>Previous</span> ${before.title}</a>` : ""}
    ${after ? html`<a rel="next" href="${after.path}"><span>Next</span> ${after.title}</a>` : ""}
  </nav>`;
}

/** /docs itself: every page, with what it is about. */
export function docsContents(): Html {
  const summaries = new Map(helpPages.map(({ slug, summary }) => [`/docs/${slug}`, summary]));
  summaries.set(referencePath, "Every endpoint of this server, to read and to try.");
  const content = html`<h1>Confab help</h1>
    ${docsGroups.map(
      (group) =>
        html`<h2 id="${idOf(group.name)}">${group.name}</h2>
          <ul class="contents">
            ${group.pages.map(
              (one) =>
                html`<li>
                  <a href="${one.path}">${one.title}</a>
                  <p>${summaries.get(one.path)}</p>
                </li>`,
            )}
          </ul>`,
    )}`;
  return docsLayout({ path: "/docs", title: "Contents", sections: [], content });
}

export function idOf(title: string): string {
  return title.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
}
