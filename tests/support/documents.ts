// The Markdown that people read: what it links to, and what can be linked to in it.
import { Glob } from "bun";
import { dirname, join, normalize } from "node:path";

const repository = join(import.meta.dir, "..", "..");
const patterns = ["*.md", "src/docs/*.md", "src/protocol/*.md", "src/storage/export/*.md", "tests/*.md"];

/** By path from the repository's root. */
type Documents = Map<string, string>;

export async function readDocuments(): Promise<Documents> {
  const documents: Documents = new Map();
  for (const pattern of patterns) {
    for await (const path of new Glob(pattern).scan(repository)) {
      documents.set(path, await Bun.file(join(repository, path)).text());
    }
  }
  return documents;
}

interface Heading {
  /** As Bun makes it, in the built-in help. */
  id: string;
  /** As code hosts make it. */
  slug: string;
}

export function readHeadings(text: string): Heading[] {
  const html = Bun.markdown.html(text, { headings: { ids: true } });
  const seen = new Map<string, number>();
  return [...html.matchAll(/<h[1-6] id="([^"]*)">(.*?)<\/h[1-6]>/gs)].map(([, id = "", inner = ""]) => {
    const title = inner.replaceAll(/<[^>]+>/g, "").replaceAll(/&\w+;/g, "");
    const base = title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-");
    const count = seen.get(base) ?? 0;
    seen.set(base, count + 1);
    return { id, slug: count === 0 ? base : `${base}-${count}` };
  });
}

/** One sentence for each link within the repository that leads nowhere. */
export async function findDeadLinks(documents: Documents): Promise<string[]> {
  const dead: string[] = [];
  for (const [path, text] of documents) {
    const html = Bun.markdown.html(text);
    for (const [, href = ""] of html.matchAll(/<(?:a href|img src)="([^"]*)"/g)) {
      if (/^(?:https?|mailto):/.test(href)) continue;
      const [file = "", anchor] = href.split("#");
      const target = file === "" ? path : normalize(join(dirname(path), file));
      if (!documents.has(target) && !(await Bun.file(join(repository, target)).exists())) {
        dead.push(`${path} links to ${href}: there is no ${target}.`);
      } else if (anchor !== undefined) {
        const headings = readHeadings(documents.get(target) ?? "");
        if (!headings.some(({ slug }) => slug === anchor))
          dead.push(`${path} links to ${href}: no such heading.`);
      }
    }
  }
  return dead;
}
