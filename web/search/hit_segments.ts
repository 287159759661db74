// The line around a hit, in segments: without formatting marks, with the found words marked.
import { parseBody } from "../../src/protocol/markdown/parse_body.ts";
import type { Block, Inline, Span } from "../../src/protocol/markdown/tree.ts";
import type { SearchHit } from "../../src/protocol/shapes.ts";

interface LineSegment {
  text: string;
  isMark: boolean;
}

export function lineSegments(body: string, { line, marks }: SearchHit): LineSegment[] {
  const inLine = marks.flatMap((mark) => overlap(mark, line));
  const shown = shownSpans(body, parseBody(body)).flatMap((span) => overlap(span, line));
  // If the hit is a formatting mark, or the address behind a link's text, the line is shown as typed.
  const isShown = inLine.every(
    (mark) => length(shown.flatMap((span) => overlap(span, mark))) === length([mark]),
  );
  const segments = (isShown && shown.length > 0 ? shown : [line]).flatMap((span) => cut(body, span, inLine));
  const begins = line.start > 0 && body[line.start - 1] !== "\n" && /\S/.test(lineUpTo(body, line.start));
  const ends = /^[^\n]*\S/.test(body.slice(line.end));
  return [
    ...(begins ? [{ text: "…", isMark: false }] : []),
    ...segments,
    ...(ends ? [{ text: "…", isMark: false }] : []),
  ];
}

function lineUpTo(body: string, end: number): string {
  return body.slice(body.lastIndexOf("\n", end - 1) + 1, end);
}

function cut(body: string, span: Span, marks: readonly Span[]): LineSegment[] {
  const segments: LineSegment[] = [];
  let from = span.start;
  for (const mark of marks.flatMap((one) => overlap(one, span))) {
    if (mark.start > from) segments.push({ text: body.slice(from, mark.start), isMark: false });
    segments.push({ text: body.slice(mark.start, mark.end), isMark: true });
    from = mark.end;
  }
  if (from < span.end) segments.push({ text: body.slice(from, span.end), isMark: false });
  return segments;
}

function overlap(one: Span, other: Span): Span[] {
  const start = Math.max(one.start, other.start);
  const end = Math.min(one.end, other.end);
  return start < end ? [{ start, end }] : [];
}

function length(spans: readonly Span[]): number {
  return spans.reduce((sum, { start, end }) => sum + end - start, 0);
}

/** The positions in the body of the text that a reader sees, in order. */
function shownSpans(body: string, blocks: readonly Block[]): Span[] {
  return blocks.flatMap((block) => {
    if (block.kind === "paragraph") return block.children.flatMap((node) => inlineSpans(body, node));
    if (block.kind === "quote") return shownSpans(body, block.children);
    if (block.kind === "list") return block.items.flatMap((item) => shownSpans(body, item.children));
    return [block];
  });
}

function inlineSpans(body: string, node: Inline): Span[] {
  if ("children" in node) return node.children.flatMap((child) => inlineSpans(body, child));
  if (node.kind === "break") return [];
  if (node.kind === "text" || node.kind === "mention") return [node];
  // Code and addresses may stand between marks.
  const start = body.indexOf(node.text, node.start);
  const end = start + node.text.length;
  return start === -1 || end > node.end ? [node] : [{ start, end }];
}
