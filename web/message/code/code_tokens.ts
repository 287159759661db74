// What code is made of, as kinds that the style sheet knows.

export type CodeKind = "word" | "text" | "note" | "number" | "name" | "kind" | "added" | "removed";

/** Joined, the texts are the code. */
export type CodeToken = readonly [kind: CodeKind | null, text: string];

export interface CodeQuestion {
  id: number;
  code: string;
  language: string;
}

export interface CodeAnswer {
  id: number;
  /** Null: the language is not known here. */
  tokens: CodeToken[] | null;
}
