// Types of phrases. English is written where it is defined; the other languages have the same keys.

/** Forms by plural category of the language (CLDR); `{count}` is the number that selects one. */
interface PluralPhrase {
  readonly zero?: string;
  readonly one?: string;
  readonly two?: string;
  readonly few?: string;
  readonly many?: string;
  readonly other: string;
}

/** A sentence, with `{names}` for parameters. */
export type Phrase = string | PluralPhrase;

/** The phrases of one feature. */
export type Area = Readonly<Record<string, Phrase>>;

type Blanks<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Blanks<Rest> : never;

/** Parameters of a phrase: `count` is a number and selects the form. */
export type BlanksOf<P extends Phrase> = P extends { readonly other: infer Other }
  ? "count" | Blanks<Other>
  : Blanks<P>;

/** The same phrases in another language: plurals stay plurals. A test compares their parameters and forms. */
export type InOtherWords<A extends Area> = {
  readonly [Key in keyof A]: A[Key] extends string ? string : PluralPhrase;
};
