// Which features of the web a page uses that came after given browsers, by the data behind Baseline. It reads the text of what
// was built: names in style sheets and of globals are sure, a method is found by its name where no older one is called so.
import data from "web-features/data.json";

type Versions = Readonly<Record<string, string | undefined>>;

export interface PageText {
  scripts: string;
  styles: string;
  document: string;
}

/** By key of MDN's compatibility data, as `api.URL.parse_static`: where it stands. */
type FoundFeatures = Map<string, string>;

export function findNewerFeatures(page: PageText, oldest: Versions): FoundFeatures {
  const found: FoundFeatures = new Map();
  const newer: string[] = [];
  const olderNames = new Set<string>();
  for (const [key, support] of allFeatures()) {
    if (isNewer(support, oldest)) newer.push(key);
    else olderNames.add(lastName(key));
  }
  for (const key of newer) {
    const pattern = patternOf(key, olderNames);
    // Most names are nowhere: looking for a word is quick.
    if (!pattern || !page[pattern.where].includes(lastName(key))) continue;
    const match = pattern.regExp.exec(page[pattern.where]);
    if (match) found.set(key, match[0].trim());
  }
  for (const [key, pattern] of syntax) {
    const match = pattern.exec(page.scripts);
    if (match) found.set(key, match[0]);
  }
  return found;
}

interface Pattern {
  where: keyof PageText;
  regExp: RegExp;
}

/** Null: nothing that the text of a page shows. Keys that go deeper speak of details. */
function patternOf(key: string, olderNames: ReadonlySet<string>): Pattern | null {
  const [area = "", kind = "", name = "", value, ...deeper] = key.split(".");
  if (deeper.length > 0) return null;
  const last = lastName(key);
  if (area === "css") return stylePattern(kind, name, value);
  if (area === "html" && kind !== "manifest" && !olderNames.has(last))
    return { where: "document", regExp: new RegExp(`[\\s<]${RegExp.escape(last)}(?=[=\\s>])`) };
  if (area === "api") return apiPattern(kind, name, value, olderNames);
  if (area !== "javascript" || kind !== "builtins") return null;
  // `Intl` holds constructors, the others methods.
  const path = name === "Intl" && value !== undefined ? `Intl.${value}` : name;
  return apiPattern(path, path === name ? (value ?? "") : "", undefined, olderNames);
}

function stylePattern(kind: string, name: string, value: string | undefined): Pattern | null {
  const escaped = RegExp.escape(name);
  const word = value === undefined ? "" : RegExp.escape(value);
  if (kind === "properties") {
    const rest = value === undefined ? "" : `[^;}]*(?<![\\w-])${word}(?![\\w-])`;
    return { where: "styles", regExp: new RegExp(`(?<=[{;\\s])${escaped}\\s*:${rest}`) };
  }
  if (kind === "selectors" && value === undefined)
    return {
      where: "styles",
      regExp: new RegExp(`(?<=[\\w\\s,}\\])*>~+(]|^)::?${escaped}(?=[\\s,{:.()>~+[])`),
    };
  if (kind === "at-rules") {
    const rest = value === undefined ? "(?![\\w-])" : `[^{;]*\\(${word}(?![\\w-])`;
    return { where: "styles", regExp: new RegExp(`@${escaped}${rest}`) };
  }
  if (kind === "types") return { where: "styles", regExp: new RegExp(`(?<![\\w-])${word || escaped}\\(`) };
  return null;
}

/** Members of these are looked for by name; others are never in our hands. */
const ours =
  /^(?:Window|Document|DocumentFragment|Element|HTML\w*Element|Node|Range|Selection|\w*Event|URL|URLSearchParams|Abort\w+|Blob|File|Response|Request|Headers|Navigator|Clipboard\w*|DataTransfer\w*|DOM\w+|IDB\w+|Storage|Lock\w*|Scheduler|\w*Iterator|Array|Typed\w+|Uint8Array|Map|Set|Promise|String|RegExp|Intl\.\w+|Error|Math|Date)$/;
/** Elements and events of things the page has not. */
const notOurs = /^(?:Navigation\w+|HTMLGeolocation\w+|XR\w+|Presentation\w+|Payment\w+|ContentVisibility\w+)/;

function apiPattern(
  owner: string,
  member: string,
  detail: string | undefined,
  olderNames: ReadonlySet<string>,
): Pattern | null {
  if (detail !== undefined) return null;
  const path = RegExp.escape(owner);
  const name = member.replace(/_static$/, "");
  if (member === "" || name === owner)
    return { where: "scripts", regExp: new RegExp(`(?<![.\\w$"'\`/-])${path}(?![\\w$"'\`:-])`) };
  const isOfOwner = `(?<![\\w$.])${path}\\.${RegExp.escape(name)}(?![\\w$])`;
  // The build's own names are short.
  const isByName =
    name.length > 3 && name === member && ours.test(owner) && !notOurs.test(owner) && !olderNames.has(name);
  const either = isByName ? `${isOfOwner}|\\.${RegExp.escape(name)}(?![\\w$:])` : isOfOwner;
  return { where: "scripts", regExp: new RegExp(either) };
}

/** What has no name of its own, or shares it with older ones. */
const syntax: [key: string, pattern: RegExp][] = [
  [
    "javascript.builtins.Iterator",
    /(?<!Object)\.(?:(?:entries|values|keys)\(\)|matchAll\([^()]*\))\.(?:map|filter|some|every|find|forEach|flatMap|reduce|toArray)\(/,
  ],
  ["javascript.regular_expressions.modifier", /\(\?[ims]*-?[ims]+:/],
  ["javascript.statements.using", /[;{}]\s*(?:await )?using [\w$]+\s*=/],
  ["javascript.statements.import.attributes", /(?:from|import)\s*"[^"]*"\s*with\s*\{/],
];

const lastName = (key: string) => key.slice(key.lastIndexOf(".") + 1).replace(/_static$/, "");

function* allFeatures(): Generator<[key: string, support: Versions]> {
  for (const feature of Object.values(data.features)) {
    if (!("status" in feature) || !("by_compat_key" in feature.status)) continue;
    for (const [key, { support }] of Object.entries(feature.status.by_compat_key)) yield [key, support];
  }
}

/** Later than in one of these browsers, or not there at all. `≤125` is 125 or one before. */
function isNewer(support: Versions, oldest: Versions): boolean {
  return Object.entries(oldest).some(([browser, version = ""]) => {
    const since = support[browser];
    return since === undefined || compare(since.replace("≤", ""), version) > 0;
  });
}

function compare(a: string, b: string): number {
  const [major = 0, minor = 0] = a.split(".").map(Number);
  const [otherMajor = 0, otherMinor = 0] = b.split(".").map(Number);
  return major - otherMajor || minor - otherMinor;
}
