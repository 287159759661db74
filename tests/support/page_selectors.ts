// Finds the selectors in page tests that go by class, id or attribute: what people see, and a screen reader reads, has none of
// them. A tag is what it is for everyone (`strong`, `pre`), and may be looked for.

interface SelectorFound {
  line: number;
  selector: string;
}

/** Calls that take a selector, and their first argument where it is written out. */
const calls =
  /(?:\blocator|\bquerySelector(?:All)?|\bclosest|\bmatches|\bwaitForSelector|\$\$?eval|\.\$\$?)(?:<[^>()]*>)?\(\s*(["'`])((?:(?!\1)[^\\]|\\.)*)\1/gu;
/** Elsewhere: a whole text that begins with a class or an attribute, and can be nothing but a selector. */
const texts = /(["'`])((?:\.[a-z]|\[)(?:(?!\1)[^\\\n])*)\1/gu;
const byId =
  /\bgetElements?By(?:Id|ClassName)\(\s*(["'`])((?:(?!\1)[^\\])*)\1|\bgetByTestId\(\s*(["'`])((?:(?!\3)[^\\])*)\3/gu;

const isBySign = /[.#][A-Za-z_]|\[/u;
const sign = /[.#][A-Za-z_][\w-]*|\[[a-z-]+(?:[*^$~|]?=[^\]]*)?\]|:[a-z-]+(?:\([^)]*\))?/u.source;
const part = `(?:[a-z]+[1-6]?|\\*)?(?:${sign})*`;
const isSelector = new RegExp(`^${part}(?:\\s*[\\s>+~,]\\s*${part})*$`, "u");
/** `.png`: the end of a file's name. */
const isFileEnd = /^\.(?:png|jpe?g|gif|webp|txt|md|js|css|json|ts|tsx|log|db|pdf)$/u;

export function findSelectors(source: string): SelectorFound[] {
  const code = source.replaceAll(/^[^\S\n]*(?:\/\/|\/?\*).*$/gmu, "");
  const found = new Map<number, SelectorFound>();
  const note = (index: number, selector: string) =>
    found.set(index, { line: code.slice(0, index).split("\n").length, selector });
  for (const { index, 2: selector = "" } of code.matchAll(calls)) {
    const written = selector.replaceAll(/\$\{[^}]*\}/gu, "");
    if (isBySign.test(written) && !written.startsWith("xpath=")) note(index, selector);
  }
  for (const { index, 2: text = "" } of code.matchAll(texts)) {
    const isKnown = [...found.keys()].some((at) => at < index && index - at < 60);
    if (isSelector.test(text) && !isFileEnd.test(text) && !isKnown) note(index, text);
  }
  for (const { index, 2: id, 4: testId } of code.matchAll(byId)) note(index, id ?? testId ?? "");
  return [...found.values()];
}
