// What files export, and who reads it. Bun's scan tells of values; of types the text is read here, as in imports.ts.
import { dirname, join, normalize } from "node:path";

import { withoutComments } from "./imports.ts";

const types = /^export (?:declare )?(?:interface|type) (\w+)/gm;
const listedTypes = /^export type \{([^{}]*)\}/gm;
const mixed = /^export \{([^{}]*)\}/gm;
const named = /\b(?:import|export)\s+(?:type\s+)?(?:\w+\s*,\s*)?\{([^{}]*)\}\s*from\s*["']([^"'\n]+)["']/g;
const whole = /\b(?:import|export)\s+(?:type\s+)?\*(?:\s*as\s+\w+)?\s*from\s*["']([^"'\n]+)["']/g;
const byDefault = /\bimport\s+(?:type\s+)?\w+\s*(?:,\s*\{[^{}]*\})?\s*from\s*["']([^"'\n]+)["']/g;
const loaded = /\bimport\s*\(\s*["']([^"'\n]+)["']\s*[,)]/g;

/** The names that a file exports. */
function exportsOf(path: string, source: string): Set<string> {
  const text = withoutComments(source);
  const loader = path.endsWith("x") ? "tsx" : "ts";
  // The scanner does not know the first line of a program that the shell may start.
  const values = new Bun.Transpiler({ loader }).scan(source.replace(/^#!.*/, "")).exports;
  const lists = [...text.matchAll(listedTypes), ...text.matchAll(mixed)];
  return new Set([
    ...values,
    ...[...text.matchAll(types)].map(([, name = ""]) => name),
    ...lists.flatMap(([, list = ""]) => namesIn(list).map(({ localName }) => localName)),
  ]);
}

/** `path: name` of each export that no other file reads. */
export function findUnreadExports(sources: ReadonlyMap<string, string>): string[] {
  const exported = new Map([...sources].map(([path, source]) => [path, exportsOf(path, source)]));
  const texts = new Map([...sources].map(([path, source]) => [path, withoutComments(source)]));
  const read = new Set<string>();
  for (const [path, text] of texts) {
    const target = (address: string) => normalize(join(dirname(path), address));
    for (const [, list = "", address = ""] of text.matchAll(named)) {
      for (const { there } of namesIn(list)) read.add(`${target(address)}: ${there}`);
    }
    for (const [, address = ""] of text.matchAll(byDefault)) read.add(`${target(address)}: default`);
    // All of it: it may be walked through, as the tables of the schema are.
    for (const [, address = ""] of text.matchAll(whole)) {
      for (const name of exported.get(target(address)) ?? []) read.add(`${target(address)}: ${name}`);
    }
    const chunks = [...text.matchAll(loaded)].map(([, address = ""]) => target(address));
    if (chunks.length === 0) continue;
    // What is loaded when it is needed is used by its name, in the file that loads it or in one that takes it from there.
    const users = [
      text,
      ...[...texts].filter(([user, its]) => takesFrom(user, its, path)).map(([, its]) => its),
    ];
    const words = new Set(users.flatMap((user) => user.match(/\w+/g) ?? []));
    for (const chunk of chunks) {
      for (const name of exported.get(chunk) ?? []) if (words.has(name)) read.add(`${chunk}: ${name}`);
    }
  }
  const all = [...exported].flatMap(([path, names]) => [...names].map((name) => `${path}: ${name}`));
  return all.filter((one) => !read.has(one));
}

function takesFrom(user: string, text: string, path: string): boolean {
  return [...text.matchAll(named)].some(
    ([, , address = ""]) => normalize(join(dirname(user), address)) === path,
  );
}

/** Of `a, type b as c`: what it is called in the file it comes from, and what here. */
function namesIn(list: string): { there: string; localName: string }[] {
  return list
    .split(",")
    .map((one) => one.trim().replace(/^type\s+/, ""))
    .filter((one) => one !== "")
    .map((one) => {
      const [there = "", localName = there] = one.split(/\s+as\s+/);
      return { there, localName };
    });
}
