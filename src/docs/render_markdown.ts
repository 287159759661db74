// A page of the help as HTML. The Markdown is ours, of this repository: `Bun.markdown` does not make the text of others harmless.
import { helpPages, type HelpPage } from "./pages.ts";

export interface Section {
  id: string;
  title: string;
}

interface RenderedPage {
  title: string;
  /** Its headings of the second level, in order. */
  sections: Section[];
  html: string;
}

export function renderHelp(page: HelpPage): RenderedPage {
  const html = Bun.markdown.html(withoutComments(page.text), { headings: { ids: true } });
  const headings = [...html.matchAll(/<h([1-6]) id="([^"]*)">(.*?)<\/h\1>/gs)].map(
    ([, level, id = "", inner = ""]) => ({ level, id, title: plain(inner) }),
  );
  const title = headings.find(({ level }) => level === "1")?.title ?? page.slug;
  const sections = headings.filter(({ level }) => level === "2").map(({ id, title }) => ({ id, title }));
  return { title, sections, html: finish(html, page) };
}

export function titleOf({ text, slug }: HelpPage): string {
  return /^# (.+)$/m.exec(text)?.[1] ?? slug;
}

/** What writes a table leaves its mark around it. */
function withoutComments(text: string): string {
  return text.replaceAll(/^<!--.*-->$/gm, "");
}

/** Links lead to pages of the help; wide content has its own scroll area, which keys scroll too. */
function finish(html: string, page: HelpPage): string {
  let heading = "";
  return new HTMLRewriter()
    .on("h1, h2, h3, h4", {
      element(element) {
        heading = element.getAttribute("id") ?? heading;
      },
    })
    .on("a", {
      element(element) {
        element.setAttribute("href", resolveLink(element.getAttribute("href") ?? "", page));
      },
    })
    .on("table", {
      element(element) {
        const box = `<div class="scroll" role="group" tabindex="0" aria-labelledby="${heading}">`;
        element.before(box, { html: true });
        element.after("</div>", { html: true });
      },
    })
    .on("th", {
      element(element) {
        element.setAttribute("scope", "col");
      },
    })
    .on("pre", {
      element(element) {
        element.setAttribute("tabindex", "0");
      },
    })
    .transform(html)
    .replaceAll(/<code>(\/docs(?:\/[a-z-]+)?)<\/code>/g, `<a href="$1"><code>$1</code></a>`);
}

/** From the file that a link names to the page that shows it. */
export function resolveLink(href: string, page: HelpPage): string {
  if (/^(?:https?:|#)/.test(href)) return href;
  const { pathname, hash } = new URL(href, `file:///${page.source}`);
  const target = helpPages.find(({ source }) => `/${source}` === pathname);
  if (!target) throw new Error(`${page.source} links to ${href}, which is no page of the help.`);
  return `/docs/${target.slug}${hash}`;
}

function plain(html: string): string {
  const entities: Record<string, string> = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&amp;": "&" };
  return html.replaceAll(/<[^>]+>/g, "").replaceAll(/&(?:lt|gt|quot|amp);/g, (one) => entities[one] ?? one);
}
