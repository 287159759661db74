// Code into tokens by highlight.js, whose output as HTML is never made. Runs in a worker: there is code on which its patterns
// take a minute.
import type { Emitter } from "highlight.js";
import hljs from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import c from "highlight.js/lib/languages/c";
import cpp from "highlight.js/lib/languages/cpp";
import csharp from "highlight.js/lib/languages/csharp";
import css from "highlight.js/lib/languages/css";
import diff from "highlight.js/lib/languages/diff";
import dockerfile from "highlight.js/lib/languages/dockerfile";
import go from "highlight.js/lib/languages/go";
import ini from "highlight.js/lib/languages/ini";
import java from "highlight.js/lib/languages/java";
import javascript from "highlight.js/lib/languages/javascript";
import json from "highlight.js/lib/languages/json";
import kotlin from "highlight.js/lib/languages/kotlin";
import lua from "highlight.js/lib/languages/lua";
import php from "highlight.js/lib/languages/php";
import python from "highlight.js/lib/languages/python";
import ruby from "highlight.js/lib/languages/ruby";
import rust from "highlight.js/lib/languages/rust";
import sql from "highlight.js/lib/languages/sql";
import swift from "highlight.js/lib/languages/swift";
import typescript from "highlight.js/lib/languages/typescript";
import xml from "highlight.js/lib/languages/xml";
import yaml from "highlight.js/lib/languages/yaml";

import type { CodeKind, CodeToken } from "./code_tokens.ts";

const languages = {
  bash,
  c,
  cpp,
  csharp,
  css,
  diff,
  dockerfile,
  go,
  ini,
  java,
  javascript,
  json,
  kotlin,
  lua,
  php,
  python,
  ruby,
  rust,
  sql,
  swift,
  typescript,
  xml,
  yaml,
};
for (const [name, language] of Object.entries(languages)) hljs.registerLanguage(name, language);

/** By the first part of highlight.js's names of scopes. */
const kindOf = new Map<string, CodeKind>();
const scopes: [CodeKind, string][] = [
  ["word", "keyword literal operator selector-tag"],
  ["text", "string regexp char link code formula template-variable"],
  ["note", "comment quote doctag meta"],
  ["number", "number symbol bullet"],
  ["name", "title section selector-id selector-class selector-pseudo name"],
  ["kind", "type built_in attr attribute property variable selector-attr"],
  ["added", "addition"],
  ["removed", "deletion"],
];
for (const [kind, names] of scopes) for (const name of names.split(" ")) kindOf.set(name, kind);

/** Takes what highlight.js finds, as it comes, in place of its tree. */
class Tokens implements Emitter {
  readonly all: CodeToken[] = [];
  readonly #open: (CodeKind | null)[] = [];

  startScope(name: string): void {
    const kind = kindOf.get(name.split(".")[0] ?? "");
    // A scope without a kind of its own is like what is around it.
    this.#open.push(kind ?? this.#open.at(-1) ?? null);
  }

  endScope(): void {
    this.#open.pop();
  }

  // Its names for the same, not in its types.
  openNode(name: string): void {
    this.startScope(name);
  }

  closeNode(): void {
    this.endScope();
  }

  addText(text: string): void {
    this.#add(this.#open.at(-1) ?? null, text);
  }

  /** Of a language inside another, as scripts in HTML. */
  __addSublanguage(inner: Emitter): void {
    if (!(inner instanceof Tokens)) return;
    for (const [kind, text] of inner.all) this.#add(kind ?? this.#open.at(-1) ?? null, text);
  }

  finalize(): void {}

  toHTML(): string {
    return "";
  }

  #add(kind: CodeKind | null, text: string): void {
    const last = this.all.at(-1);
    if (last && last[0] === kind) this.all[this.all.length - 1] = [kind, last[1] + text];
    else if (text !== "") this.all.push([kind, text]);
  }
}

hljs.configure({ __emitter: Tokens });

/** Null: a language that is not known here. */
export function readCode(code: string, language: string): CodeToken[] | null {
  if (!hljs.getLanguage(language)) return null;
  const { _emitter } = hljs.highlight(code, { language, ignoreIllegals: true });
  return _emitter instanceof Tokens ? _emitter.all : null;
}
