// What a body says, as nodes (SPEC K1). `start` and `end` are UTF-16 units of the body, `end` exclusive, marks included:
// nodes stand in the order of the body, children inside their parents, and what no leaf covers are marks.

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

/** An address that is its own text; `href` differs from it only by a `mailto:` that was not typed. */
interface Address extends Span {
  kind: "address";
  href: string;
  text: string;
}

/**
 * `@` and all that may be of a name, as long as it goes: who knows the names finds the longest one that ends where one may
 * (M1) and shows the rest, or all of it, as text. `name` is without the `@`.
 */
export interface Mention extends Span {
  kind: "mention";
  /** As typed: `@` or `＠`. */
  sign: string;
  name: string;
}

export type Inline = Text | Break | CodeSpan | Styled | Link | Address | Mention;

/** `gap`: how many blank lines stand between a block and the one before it in the same parent. */
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
  /** As typed, whatever the one before it was; null: a bullet. */
  number: number | null;
  children: Block[];
}

export interface CodeBlock extends Span {
  kind: "code_block";
  gap: number;
  /** All that stood behind the opening fence, as typed; "" if nothing did. Its first word names the language. */
  info: string;
  text: string;
  /** Where the backticks begin that end it; null: it goes to the end of what it stands in. */
  close: number | null;
}

export type Block = Paragraph | Quote | List | CodeBlock;

/** Counts what the parser looks at: the tests hold the work against the length of the body (K8). */
export interface Work {
  steps: number;
}
