// The examples of the CommonMark specification, made comparable.
import { dirname, join } from "node:path";

interface Example {
  number: number;
  markdown: string;
  html: string;
}

const example = /^`{32} example\n([\s\S]*?)^\.\n([\s\S]*?)^`{32}$/gm;

export async function readSuite(): Promise<Example[]> {
  const folder = dirname(Bun.resolveSync("commonmark-spec", import.meta.dir));
  const text = (await Bun.file(join(folder, "spec.txt")).text()).replaceAll("→", "\t");
  return [...text.matchAll(example)].map(([, markdown = "", html = ""], index) => ({
    number: index + 1,
    markdown: withHosts(markdown),
    // A line end is a line break anyway (K2).
    html: withHosts(html)
      .replaceAll("<br />", "")
      .replaceAll(/href="\/?(?![a-z]+:|")/gi, `href="${host}`),
  }));
}

const host = "https://x.example/";

/** `(/url)` gets a host on both sides, as only whole addresses are links here (K4): else no example of a link would tell anything. */
function withHosts(text: string): string {
  return text.replaceAll(/\]\((<?)\/?(?![a-z]+:|\s|\)|>|<>)/gi, `]($1${host}`);
}
