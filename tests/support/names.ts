// Finds names that the field's terms have replaced: of files, of what is declared, of CSS classes and of fields on the wire.
import { basename, dirname } from "node:path";
import { API } from "typescript/unstable/async";
import {
  isIdentifier,
  isPrivateIdentifier,
  isPropertyAccessExpression,
  isStringLiteral,
  SyntaxKind,
  type Node,
} from "typescript/unstable/ast";
import { createVirtualFileSystem } from "typescript/unstable/fs";

import { oldNames, type Exempt, type Kind, type OldName } from "./old_names.ts";

interface Named {
  kind: Kind;
  name: string;
  /** From the root of the repository. */
  path: string;
}

export interface OldNameFound extends Named {
  use: string;
}

/** By path from the root of the repository. */
type Sources = ReadonlyMap<string, string>;

export async function findOldNames(sources: Sources): Promise<OldNameFound[]> {
  const names = [
    ...fileNames(sources),
    ...classNames(sources),
    ...frameNames(sources),
    ...(await declaredNames(sources)),
  ];
  return names.flatMap((one) => {
    const old = oldNames.find((candidate) => isOf(candidate, one));
    return old ? [{ ...one, use: old.use }] : [];
  });
}

/** `comeIn`, `COME_IN` and `come-in` are `come in`. */
function wordsOf(name: string): string {
  const spaced = name.replaceAll(/([a-z\d])([A-Z])/g, "$1 $2").replaceAll(/([A-Z]+)([A-Z][a-z])/g, "$1 $2");
  return spaced
    .replaceAll(/[^A-Za-z]+/g, " ")
    .trim()
    .toLowerCase();
}

function isOf({ words, at, kinds, under }: OldName, { kind, name, path }: Named): boolean {
  if (kinds && !kinds.includes(kind)) return false;
  if (under && !path.startsWith(under)) return false;
  const text = wordsOf(name);
  if (at === "whole") return text === words;
  if (at === "start") return `${text} `.startsWith(`${words} `);
  if (at === "end") return ` ${text}`.endsWith(` ${words}`);
  return ` ${text} `.includes(` ${words} `);
}

/** Of files, and of the folders they are in, each once. */
function fileNames(sources: Sources): Named[] {
  const folders = new Set<string>();
  for (const path of sources.keys()) {
    for (let folder = dirname(path); folder !== "."; folder = dirname(folder)) folders.add(folder);
  }
  const named = (path: string, name: string): Named => ({ kind: "file", path, name });
  return [
    ...[...sources.keys()].map((path) => named(path, basename(path).replace(/\..*$/, ""))),
    ...[...folders].map((folder) => named(`${folder}/`, basename(folder))),
  ];
}

function classNames(sources: Sources): Named[] {
  return [...sources].flatMap(([path, text]) => {
    if (!path.endsWith(".css")) return [];
    const rules = text.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/"[^"]*"|'[^']*'|url\([^)]*\)/g, "");
    const names = new Set([...rules.matchAll(/\.(-?[A-Za-z_][\w-]*)/g)].map(([, name = ""]) => name));
    return [...names].map((name): Named => ({ kind: "class", path, name }));
  });
}

/** What a frame's `type` may be: a name of the wire, too. */
function frameNames(sources: Sources): Named[] {
  return [...sources].flatMap(([path, text]) => {
    if (!path.startsWith("src/protocol/") || !path.endsWith(".ts")) return [];
    const types = new Set(
      [...text.matchAll(/\btype: (?:z\.literal\()?"(\w+)"/g)].map(([, name = ""]) => name),
    );
    return [...types].map((name): Named => ({ kind: "wire field", path, name }));
  });
}

/** The parser is that of the compiler: only its program is asked for, without libraries, imports or types. */
async function declaredNames(sources: Sources): Promise<Named[]> {
  const root = "/names";
  const code = [...sources].filter(([path]) => /\.tsx?$/.test(path));
  const config = {
    compilerOptions: {
      noLib: true,
      noResolve: true,
      types: [],
      jsx: "preserve",
      allowImportingTsExtensions: true,
    },
    files: code.map(([path]) => path),
  };
  const files = Object.fromEntries(code.map(([path, text]) => [`${root}/${path}`, text]));
  const fs = createVirtualFileSystem({ ...files, [`${root}/tsconfig.json`]: JSON.stringify(config) });
  const api = new API({ cwd: root, fs });
  try {
    const snapshot = await api.updateSnapshot({ openProjects: [`${root}/tsconfig.json`] });
    const program = snapshot.getProjects()[0]?.program;
    const found: Named[] = [];
    for (const [path] of code) {
      const file = await program?.getSourceFile(`${root}/${path}`);
      if (!file) throw new Error(`${path} was not parsed.`);
      const kindOfField: Kind = path.startsWith("src/protocol/") ? "wire field" : "identifier";
      const names = new Map<string, Named>();
      walk(file, (name, kind) => names.set(`${kind} ${name}`, { kind, name, path }), kindOfField);
      found.push(...names.values());
    }
    return found;
  } finally {
    await api.close();
  }
}

/** What is declared, and no use of it. A key of an object in `src/protocol` is a field, for schemas are such objects. */
function walk(node: Node, note: (name: string, kind: Kind) => void, kindOfField: Kind): void {
  const { name } = node as { name?: Node };
  if (
    name &&
    isDeclared(node) &&
    (isIdentifier(name) || isPrivateIdentifier(name) || isStringLiteral(name))
  ) {
    const isField = node.kind === SyntaxKind.PropertyAssignment || node.kind === SyntaxKind.PropertySignature;
    const kind = isField ? kindOfField : "identifier";
    // Keys that are sentences name nothing; those of endpoints (`GET /rooms`) are the wire's.
    if (kind === "wire field" || /^[\w$#-]+$/.test(name.text)) note(name.text, kind);
  }
  node.forEachChild((child) => walk(child, note, kindOfField));
}

const uses = new Set<SyntaxKind>([
  SyntaxKind.ImportSpecifier,
  SyntaxKind.ExportSpecifier,
  SyntaxKind.ShorthandPropertyAssignment,
  SyntaxKind.JsxAttribute,
  SyntaxKind.MetaProperty,
  SyntaxKind.QualifiedName,
]);

function isDeclared(node: Node): boolean {
  return !isPropertyAccessExpression(node) && !uses.has(node.kind);
}

/** Takes out what `lists` allow; `unused`: lines of them that hide nothing. */
export function withoutExempt(
  found: OldNameFound[],
  lists: readonly Exempt[],
): { left: OldNameFound[]; unused: Exempt[] } {
  const used = new Set<Exempt>();
  const left = found.filter((one) => {
    const hides = lists.filter((line) => isHidden(one, line));
    for (const line of hides) used.add(line);
    return hides.length === 0;
  });
  return { left, unused: lists.filter((line) => !used.has(line)) };
}

function isHidden({ path: at, name, kind }: OldNameFound, { path, names, kinds }: Exempt): boolean {
  const isThere = path.endsWith("/") ? at.startsWith(path) : at === path;
  return isThere && (names?.includes(name) ?? true) && (kinds?.includes(kind) ?? true);
}
