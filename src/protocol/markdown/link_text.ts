// SPEC K4: the text of a link may not name another host than its address, however disguised.
import { parseUrl } from "../parse_url.ts";
import { isTopLevel } from "./top_level.ts";

const invisible = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
/** Slashes of other kinds, and the backslash, which browsers treat as a slash. */
const slashes = /[\\\u2044\u2215\u29f8]/g;
/** The ideographic full stop, which browsers treat as a dot, and a letter that looks like one. */
const dots = /[\u3002\ua4f8]/g;
/** Labels with dots, as long as possible; one character class, so that the work is linear. Or an IPv6 address. */
const segments = /(?<=\/\/)\[[\da-f:.]*\]|[\p{L}\p{N}\p{M}_.-]+/giu;
const restOfAddress = /(?::\d*)?[/?#][^\s\u2800]*/uy;

/** `shown`: the text without marks. */
export function isHonestText(shown: string, href: string): boolean {
  const text = plainly(shown);
  if (!/\.|\/\//.test(text)) return true;
  const target = targetOf(href);
  segments.lastIndex = 0;
  for (let found = segments.exec(text); found; found = segments.exec(text)) {
    const { index } = found;
    const end = index + found[0].length;
    const segment = withoutEdges(found[0]);
    const around = { before: text.slice(Math.max(0, index - 3), index), after: text.charAt(end) };
    // Usually it is the same host, and a text may repeat it a thousand times.
    const host = segment.toLowerCase() === target ? target : hostIn(segment, around);
    if (host === null) continue;
    if (host !== target) return false;
    // A path is not a host: `https://a.example/b.example/`.
    restOfAddress.lastIndex = end;
    if (restOfAddress.test(text)) segments.lastIndex = restOfAddress.lastIndex;
  }
  return true;
}

/** Without punctuation around it. A loop, because a pattern that ends in `$` would try each character of a long run. */
function withoutEdges(segment: string): string {
  let start = 0;
  let end = segment.length;
  while (start < end && "._-".includes(segment.charAt(start))) start += 1;
  while (end > start && "._-".includes(segment.charAt(end - 1))) end -= 1;
  return segment.slice(start, end);
}

function plainly(text: string): string {
  if (/^[ -[\]-~]*$/.test(text)) return text;
  return text.normalize("NFKC").replace(invisible, "").replace(slashes, "/").replace(dots, ".");
}

interface Around {
  before: string;
  after: string;
}

/** The host that a reader would see in a segment; null if none; "" for an impossible host. */
function hostIn(segment: string, { before, after }: Around): string | null {
  if (before.endsWith("//")) return normalHost(segment);
  const labels = segment.split(".");
  // `src/main.ts` is a path.
  if (labels.length < 2 || /[\p{L}\p{N}\p{M}_.~%=-]\/$/u.test(before)) return null;
  const last = (labels.at(-1) ?? "").toLowerCase();
  // `v2.4`; four numbers are an IPv4 address.
  if (/^\d+$/.test(last) && labels.length !== 4) return null;
  const isMail = /[^\s@/]@$/u.test(before);
  const isMeant =
    isMail ||
    after === "/" ||
    labels[0]?.toLowerCase() === "www" ||
    /^\d+$/.test(last) ||
    // `bank.example-login`
    isTopLevel(last.replace(/[_-].*/, ""));
  return isMeant ? normalHost(segment) || null : null;
}

function targetOf(href: string): string {
  const url = parseUrl(href);
  if (!url) return "";
  return normalHost(url.protocol === "mailto:" ? (url.pathname.split("@").at(-1) ?? "") : url.hostname);
}

/** As in DNS (punycode), without `www.`. */
function normalHost(host: string): string {
  const name = parseUrl(`http://${host}`)?.hostname ?? "";
  return name.replace(/\.$/, "").replace(/^www\./, "");
}
