// Tokens of a paragraph, before its tree is built.
import type { Span } from "./tree.ts";

/** A pair of marks. A run may belong to several: `***a** b*`. */
export interface Match {
  size: 1 | 2;
  kind: "bold" | "italic" | "strike";
  /** Whether both marks are shown as typed; set when the tree is built. */
  isText: boolean;
}

/** A run of `*`, `_` or `~~`. */
export interface Run extends Span {
  kind: "run";
  character: string;
  canOpen: boolean;
  canClose: boolean;
  /** Number of unmatched characters; in the end they are text, between the closing and the opening marks. */
  left: number;
  /** In text order. */
  closes: Match[];
  /** Innermost first, which is reverse text order. */
  opens: Match[];
}

export interface Opener extends Span {
  kind: "opener";
  /** Set if the bracket begins a link. */
  href: string | null;
  /** Whether it is shown as typed; set when the tree is built. */
  isText: boolean;
}

/** Backslashes, and the character after them if their number is odd. */
export interface Escape extends Span {
  kind: "escape";
  /** Position of that character. */
  sign: number;
  /** Whether they escape; otherwise they are shown as typed. Set when the whole text is read. */
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
