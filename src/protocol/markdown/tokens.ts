// What the text of a paragraph is made of, before its tree is made.
import type { Span } from "./tree.ts";

/** A pair of marks. A run may take part in several: `***a** b*`. */
export interface Match {
  size: 1 | 2;
  kind: "bold" | "italic" | "strike";
  /** Whether both marks are shown as typed; known when the tree is made. */
  isText: boolean;
}

/** A run of `*`, `_` or `~~`. */
export interface Run extends Span {
  kind: "run";
  character: string;
  canOpen: boolean;
  canClose: boolean;
  /** What is not matched yet, in the end what is text. It stands between the marks that close and those that open. */
  left: number;
  /** In the order of the text. */
  closes: Match[];
  /** The innermost first: the last of the text first. */
  opens: Match[];
}

export interface Opener extends Span {
  kind: "opener";
  /** Set when the bracket is found to begin a link. */
  href: string | null;
  /** Whether it is shown as typed; known when the tree is made. */
  isText: boolean;
}

/** Backslashes, and the sign behind them if they are odd in number. */
export interface Escape extends Span {
  kind: "escape";
  /** Where the sign stands. */
  sign: number;
  /** Whether they do something; else they are shown as typed. Known when all of the text is read. */
  isTaken: boolean;
}

export type Token =
  | Run
  | Opener
  | Escape
  | (Span & { kind: "closer"; opener: Opener })
  | (Span & { kind: "text" | "break" })
  | (Span & { kind: "mention"; sign: string; name: string })
  | (Span & { kind: "code"; text: string })
  | (Span & { kind: "address"; href: string; shown: Span & { text: string } });
