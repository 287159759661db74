// The tree of a body (SPEC K1). `start` and `end` are UTF-16 units of the body, `end` exclusive, marks included: nodes are
// in the order of the body, children inside their parents, and text not covered by a leaf is marks.

export interface Span {
  start: number;
  end: number;
}

/** `text` is exactly the body from `start` to `end`, and never holds a line end. */
interface Text extends Span {
  kind: "text";
  text: string;
}

/** A line end. */
interface Break extends Span {
  kind: "break";
}

export interface CodeSpan extends Span {
  kind: "code";
  text: string;
}

export interface Styled extends Span {
  kind: "bold" | "italic" | "strike";
  children: Inline[];
}

/** `[text](address)`. Its children hold neither links nor addresses. */
export interface Link extends Span {
  kind: "link";
  href: string;
  children: Inline[];
}

/** An address that is its own text; `href` differs only by a `mailto:` that was not typed. */
interface Address extends Span {
  kind: "address";
  href: string;
  text: string;
}

/**
 * `@` and all following characters that may belong to a name: code that knows the names finds the longest one that ends
 * properly (M1), and shows the rest, or all of it, as text. `name` is without the `@`.
 */
export interface Mention extends Span {
  kind: "mention";
  /** As typed: `@` or `＠`. */
  sign: string;
  name: string;
}

export type Inline = Text | Break | CodeSpan | Styled | Link | Address | Mention;

/** `gap`: number of blank lines between a block and the one before it in the same parent. */
interface Paragraph extends Span {
  kind: "paragraph";
  gap: number;
  children: Inline[];
}

interface Quote extends Span {
  kind: "quote";
  gap: number;
  children: Block[];
}

export interface List extends Span {
  kind: "list";
  gap: number;
  items: Item[];
}

export interface Item extends Span {
  gap: number;
  /** As typed, whatever the number before it was; null: a bullet. */
  number: number | null;
  children: Block[];
}

export interface CodeBlock extends Span {
  kind: "code_block";
  gap: number;
  /** The text after the opening fence as typed, or "". Its first word names the language. */
  info: string;
  text: string;
  /** Start of the closing backticks; null: the code reaches to the end of its container. */
  close: number | null;
}

export type Block = Paragraph | Quote | List | CodeBlock;

/** Counts the parser's work: tests compare it with the length of the body (K8). */
export interface Work {
  steps: number;
}
