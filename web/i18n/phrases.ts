// The shapes of what the page says. English is written where it is defined; the other languages say the same keys.

/** Forms by the plural categories of the language (CLDR); `{count}` is the number that chooses. */
interface PluralPhrase {
  readonly zero?: string;
  readonly one?: string;
  readonly two?: string;
  readonly few?: string;
  readonly many?: string;
  readonly other: string;
}

/** A sentence, with `{names}` where something is put in. */
export type Phrase = string | PluralPhrase;

/** The phrases of one part of the page. */
export type Area = Readonly<Record<string, Phrase>>;

type Blanks<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Blanks<Rest> : never;

/** What has to be put into a phrase: `count` is a number and chooses the form. */
export type BlanksOf<P extends Phrase> = P extends { readonly other: infer Other }
  ? "count" | Blanks<Other>
  : Blanks<P>;

/** The same phrases in another language: plurals stay plurals. Which blanks and forms they have, a test compares. */
export type InOtherWords<A extends Area> = {
  readonly [Key in keyof A]: A[Key] extends string ? string : PluralPhrase;
};
