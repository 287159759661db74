// Builds the tree of a paragraph from its tokens.
import { shownOfEscape } from "./backslashes.ts";
import { scanInline } from "./scan_inline.ts";
import type { Match, Opener, Run, Token } from "./tokens.ts";
import type { Inline, Link, Span, Styled, Work } from "./tree.ts";

const maxDepth = 16; // K8

interface Source {
  body: string;
  /** The lines of a paragraph, without the prefixes of quotes and items. */
  lines: readonly Span[];
  work: Work;
}

export function parseInline({ body, lines, work }: Source): Inline[] {
  const text = lines.map(({ start, end }) => body.slice(start, end)).join("\n");
  const spanOf = createSpanOf(lines);
  const tree = createTree({ body, spanOf });
  for (const token of scanInline(text, work)) {
    work.steps += 1;
    addToken(token, tree);
  }
  return tree.children;
}

type SpanOf = (start: number, end: number) => Span;
type Tree = ReturnType<typeof createTree>;

/** Maps positions in the joined lines to positions in the body. */
function createSpanOf(lines: readonly Span[]): SpanOf {
  const starts: number[] = [];
  let length = 0;
  for (const { start, end } of lines) {
    starts.push(length);
    length += end - start + 1;
  }
  // Positions are requested in ascending order, so each line is visited about once.
  let line = 0;
  function positionIn(index: number): number {
    while ((starts[line + 1] ?? Infinity) <= index) line += 1;
    while ((starts[line] ?? 0) > index) line -= 1;
    return (lines[line]?.start ?? 0) + index - (starts[line] ?? 0);
  }
  return (start, end) => ({ start: positionIn(start), end: positionIn(end - 1) + 1 });
}

function createTree({ body, spanOf }: { body: string; spanOf: SpanOf }) {
  const children: Inline[] = [];
  const open: (Styled | Link)[] = [];
  const current = () => open.at(-1)?.children ?? children;
  return {
    children,
    spanOf,
    isFull: () => open.length >= maxDepth,
    isInLink: () => open.some(({ kind }) => kind === "link"),
    add: (node: Inline) => void current().push(node),
    addText(from: number, to: number): void {
      if (from === to) return;
      const { start, end } = spanOf(from, to);
      const last = current().at(-1);
      if (last?.kind === "text" && last.end === start) {
        last.end = end;
        last.text = body.slice(last.start, end);
      } else current().push({ kind: "text", start, end, text: body.slice(start, end) });
    },
    open(node: Styled | Link): void {
      current().push(node);
      open.push(node);
    },
    close(end: number): void {
      const node = open.pop();
      if (node) node.end = end;
    },
  };
}

function addToken(token: Token, tree: Tree): void {
  const { start } = token;
  if (token.kind === "run") {
    addRun(token, tree);
    return;
  }
  if (token.kind === "escape") {
    for (const shown of shownOfEscape(token)) tree.addText(shown.start, shown.end);
    return;
  }
  const span = tree.spanOf(start, token.end);
  switch (token.kind) {
    case "text":
      tree.addText(start, token.end);
      break;
    case "break":
      tree.add({ kind: "break", ...span });
      break;
    case "code":
      tree.add({ kind: "code", ...span, text: token.text });
      break;
    case "mention":
      tree.add({ kind: "mention", ...span, sign: token.sign, name: token.name });
      break;
    case "address":
      // Inside a link it is plain text.
      if (tree.isInLink()) tree.addText(token.shown.start, token.shown.end);
      else tree.add({ kind: "address", ...span, href: token.href, text: token.shown.text });
      break;
    case "opener":
      openLink(token, tree);
      break;
    case "closer":
      if (token.opener.isText) tree.addText(start, token.end);
      else tree.close(span.end);
  }
}

function openLink(opener: Opener, tree: Tree): void {
  opener.isText = opener.href === null || tree.isFull();
  if (opener.href === null || opener.isText) tree.addText(opener.start, opener.end);
  else {
    const span = tree.spanOf(opener.start, opener.end);
    tree.open({ kind: "link", ...span, href: opener.href, children: [] });
  }
}

function addRun(run: Run, tree: Tree): void {
  let at = run.start;
  const take = (match: Match | null, length: number, isOpening: boolean) => {
    const span = tree.spanOf(at, at + Math.max(length, 1));
    if (match && isOpening) match.isText = tree.isFull();
    if (!match || match.isText) tree.addText(at, at + length);
    else if (isOpening) tree.open({ kind: match.kind, ...span, children: [] });
    else tree.close(span.end);
    at += length;
  };
  for (const match of run.closes) take(match, match.size, false);
  take(null, run.left, false);
  for (const match of run.opens.toReversed()) take(match, match.size, true);
}
