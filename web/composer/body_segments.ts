// A body as it is typed, cut into what its signs make of it (SPEC K1): by the parser that will read it, so that nothing is
// claimed that will not be so. The pieces put together are the text, always.
import { parseBody } from "../../src/protocol/markdown/parse_body.ts";
import type { Block, CodeBlock, CodeSpan, Inline, Span } from "../../src/protocol/markdown/tree.ts";

export interface BodySegment {
  text: string;
  /** `mark`: a sign that is not shown. */
  kind: "text" | "mark" | "code" | "link" | "mention";
}

interface BodySegmentsOptions {
  /** How much of the text after an @ is a name, in UTF-16 units; 0: nobody has that name. */
  nameLength: (written: string) => number;
}

interface Around {
  isInLink: boolean;
  isQuoted: boolean;
}

export function bodySegments(body: string, { nameLength }: BodySegmentsOptions): BodySegment[] {
  const segments: BodySegment[] = [];
  let done = 0;

  function push(end: number, kind: BodySegment["kind"]): void {
    if (end <= done) return;
    const text = body.slice(done, end);
    const last = segments.at(-1);
    // White space that is not shown is no sign.
    const shown = kind === "mark" && text.trim() === "" ? "text" : kind;
    if (last?.kind === shown) last.text += text;
    else segments.push({ text, kind: shown });
    done = end;
  }

  /** What no leaf covers are signs. */
  function reach(start: number): void {
    push(start, "mark");
  }

  function take({ start, end }: Span, kind: BodySegment["kind"]): void {
    reach(start);
    push(end, kind);
  }

  function takeCode({ start, end }: CodeSpan): void {
    const ticks = /^`*/.exec(body.slice(start, end))?.[0].length ?? 0;
    take({ start, end: start + ticks }, "mark");
    take({ start: start + ticks, end: end - ticks }, "code");
    take({ start: end - ticks, end }, "mark");
  }

  function takeCodeBlock({ start, end, close }: CodeBlock): void {
    const firstEnd = body.indexOf("\n", start);
    if (firstEnd === -1 || firstEnd >= end) return take({ start, end }, "mark");
    take({ start, end: firstEnd }, "mark");
    take({ start: firstEnd, end: close === null ? end : codeEnd(close) }, "code");
    take({ start: done, end }, "mark");
  }

  /** A closing line of its own is all sign; behind code only its backticks are. */
  function codeEnd(close: number): number {
    const newline = body.lastIndexOf("\n", close);
    return /^[\s>]*$/u.test(body.slice(newline, close)) ? newline : close;
  }

  function takeInline(node: Inline, around: Around): void {
    switch (node.kind) {
      case "text":
      case "break":
        return take(node, around.isInLink ? "link" : "text");
      case "code":
        return takeCode(node);
      case "address":
        return take(node, "link");
      case "mention": {
        // M1: quotes mention nobody.
        const length = around.isInLink || around.isQuoted ? 0 : nameLength(node.name);
        if (length > 0) take({ start: node.start, end: node.start + 1 + length }, "mention");
        return take(node, around.isInLink ? "link" : "text");
      }
      case "bold":
      case "italic":
      case "strike":
      case "link": {
        reach(node.start);
        const inside = node.kind === "link" ? { ...around, isInLink: true } : around;
        for (const child of node.children) takeInline(child, inside);
        return reach(node.end);
      }
    }
  }

  function takeBlock(block: Block, isQuoted: boolean): void {
    if (block.kind === "code_block") takeCodeBlock(block);
    else if (block.kind === "paragraph") {
      for (const node of block.children) takeInline(node, { isQuoted, isInLink: false });
    } else if (block.kind === "quote") for (const child of block.children) takeBlock(child, true);
    else for (const item of block.items) for (const child of item.children) takeBlock(child, isQuoted);
  }

  for (const block of parseBody(body)) takeBlock(block, false);
  push(body.length, "mark");
  return segments;
}
