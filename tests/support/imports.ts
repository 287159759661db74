// What a source file imports, types included. TypeScript 7 has no compiler API and Bun's scanner leaves types out, so
// the text is read here and Bun's scanner is asked as well: whatever one of the two sees counts.

interface Import {
  /** As written; "" when it is computed and cannot be read. */
  target: string;
  isTypeOnly: boolean;
  /** It comes when it is needed: `import()`, or the address of a worker. */
  isLazy: boolean;
}

const string = `(["'\`])((?:(?!\\1)[^\\\\\\n])*)\\1`;
const patterns = {
  // `[^;"'`]*?` may cross lines but not statements.
  from: new RegExp(
    `\\b(import|export)\\b(\\s+type\\b(?!\\s+from\\b)(?!\\s*,))?[^;"'\`()]*?\\bfrom\\s*${shift(string, 3)}`,
    "g",
  ),
  effect: new RegExp(`\\bimport\\s*${string}`, "g"),
  dynamic: /\bimport\s*\(/g,
  call: new RegExp(`\\b(?:import|require|import\\.meta\\.resolve|URL|Worker)\\s*\\(\\s*${string}`, "g"),
};

/** The same pattern with its back-reference moved to group `at`. */
function shift(pattern: string, at: number): string {
  return pattern.replaceAll("\\1", `\\${at}`);
}

export function readImports(source: string, path: string): Import[] {
  const text = withoutComments(source);
  const found: Import[] = [];
  for (const match of text.matchAll(patterns.from)) {
    found.push({ target: match[4] ?? "", isTypeOnly: match[2] !== undefined, isLazy: false });
  }
  for (const match of text.matchAll(patterns.effect))
    found.push({ target: match[2] ?? "", isTypeOnly: false, isLazy: false });
  for (const match of text.matchAll(patterns.call)) {
    const before = text.slice(Math.max(0, match.index - 12), match.index);
    const target = match[2] ?? "";
    // `new URL("https://…")` and `new Worker(url)` of the browser are no imports.
    if (/^[a-z]+:\/\//.test(target) || /^\/|^$/.test(target)) continue;
    const isUrl = /^(?:URL|Worker)/.test(match[0]);
    if (isUrl && !target.startsWith(".")) continue;
    found.push({
      target: target.includes("${") ? "" : target,
      isTypeOnly: /typeof\s+$/.test(before),
      isLazy: true,
    });
  }
  const literal = [...text.matchAll(new RegExp(`\\bimport\\s*\\(\\s*${string}\\s*[,)]`, "g"))].length;
  if ([...text.matchAll(patterns.dynamic)].length > literal)
    found.push({ target: "", isTypeOnly: false, isLazy: true });
  const loader = path.endsWith("x") ? "tsx" : "ts";
  // The scanner does not know the first line of a program that the shell may start.
  const code = source.replace(/^#!.*/, "");
  for (const seen of new Bun.Transpiler({ loader }).scanImports(code)) {
    // The scanner adds what it takes to be the JSX runtime.
    if (loader === "tsx" && /^react\b/.test(seen.path)) continue;
    if (!found.some((one) => one.target === seen.path))
      found.push({ target: seen.path, isTypeOnly: false, isLazy: false });
  }
  return found;
}

/** Strings are stepped over, so that `"https://…"` is not the start of a comment. */
export function withoutComments(source: string): string {
  return source.replaceAll(
    /("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|\/\/[^\n]*|\/\*[\s\S]*?\*\//g,
    (_, text: string | undefined) => text ?? " ",
  );
}
