// Phrases in the chosen language, which is known before anything is drawn. A phrase that a language lacks, which
// a test forbids, falls back to English.
import type { ComponentChildren } from "preact";

import { pluralRules, currentCatalogue, writeNumber } from "./locale.ts";
import type { Area, BlanksOf, Phrase } from "./phrases.ts";

type Filling<P extends Phrase, Value> = {
  readonly [Name in BlanksOf<P>]: Name extends "count" ? number : Value;
};

type Rest<P extends Phrase, Value> = [BlanksOf<P>] extends [never] ? [] : [filling: Filling<P, Value>];

/** A phrase held by its code and parameters; `text` is made when it is read, in the language of that moment. */
export interface LocalizedText {
  readonly code: string;
  readonly params?: Readonly<Record<string, string | number>> | undefined;
  readonly text: string;
}

interface Translate<A extends Area> {
  /** The phrase as text, with numbers in the format of the language. */
  <Key extends keyof A>(key: Key, ...rest: Rest<A[Key], string | number>): string;
  /** The phrase as children of an element: parameters may be elements, such as a name in a `<bdi>`. */
  with: <Key extends keyof A>(key: Key, ...rest: Rest<A[Key], ComponentChildren>) => ComponentChildren[];
  /** To be held in state and drawn later. */
  localized: <Key extends keyof A>(key: Key, ...rest: Rest<A[Key], string | number>) => LocalizedText;
  readonly english: A;
}

/** `name` is the area's key in the catalogues of the other languages. */
export function defineWords<const A extends Area>(name: string, english: A): Translate<A> {
  const phrase = (key: keyof A): Phrase =>
    currentCatalogue()?.[name]?.[String(key)] ?? english[key] ?? String(key);
  const translate = (key: keyof A, filling: Readonly<Record<string, string | number>> = {}) =>
    segments(phrase(key), filling).join("");
  const localized = (key: keyof A, filling?: Readonly<Record<string, string | number>>) => ({
    code: `${name}.${String(key)}`,
    params: filling,
    get text() {
      return translate(key, filling);
    },
  });
  const withElements = (key: keyof A, filling: Readonly<Record<string, ComponentChildren>> = {}) =>
    segments(phrase(key), filling);
  return Object.assign(translate, { with: withElements, localized, english });
}

/** Texts and parameters, in the order of the language. */
function segments<T>(phrase: Phrase, filling: Readonly<Record<string, T>>): (T | string)[] {
  // Odd positions hold the names of parameters.
  return formOf(phrase, filling["count"])
    .split(/\{(\w+)\}/u)
    .map((part, at) => (at % 2 === 0 ? part : written(filling[part], part)))
    .filter((part) => part !== "");
}

const written = <T>(value: T | undefined, name: string): T | string =>
  typeof value === "number" ? writeNumber(value) : (value ?? `{${name}}`);

function formOf(phrase: Phrase, count: unknown): string {
  if (typeof phrase === "string") return phrase;
  return phrase[pluralRules().select(Number(count))] ?? phrase.other;
}
