// The only parser of message bodies (SPEC K1).
import { parseInline } from "./build_inline.ts";
import { readLines, type OpenBlock, type Position } from "./read_lines.ts";
import type { Block, Item, Span, Work } from "./tree.ts";

export function parseBody(body: string): Block[] {
  return parseCounted(body).blocks;
}

/** `steps`: the work of the parser. */
export function parseCounted(body: string): { blocks: Block[]; steps: number } {
  const work: Work = { steps: 0 };
  const blocks = finishAll(readLines(body, work), (block, gap) => finishBlock(block, { gap, body, work }));
  return { blocks, steps: work.steps };
}

interface Context {
  gap: number;
  body: string;
  work: Work;
}

function finishBlock(block: OpenBlock, { gap, body, work }: Context): Block {
  const { start, end } = block;
  const inside = (child: OpenBlock, childGap: number) => finishBlock(child, { gap: childGap, body, work });
  const paragraph = (lines: readonly Span[]): Block => {
    return { kind: "paragraph", start, end, gap, children: parseInline({ body, lines, work }) };
  };
  if (block.kind === "paragraph") return paragraph(block.lines);
  if (block.kind === "code_block") {
    const { fence, lines, close } = block;
    return { kind: "code_block", start, end, gap, info: fence.info, text: lines.join("\n"), close };
  }
  if (block.kind === "quote") {
    // `>` without a text is shown as typed.
    if (block.children.length === 0) return paragraph(block.lines);
    return { kind: "quote", start, end, gap, children: finishAll(block.children, inside) };
  }
  const items = finishAll(block.items, (item, itemGap): Item => {
    const children = finishAll(item.children, inside);
    return { start: item.start, end: item.end, gap: itemGap, number: item.number, children };
  });
  return { kind: "list", start, end, gap, items };
}

function finishAll<T extends Position, R>(
  positions: readonly T[],
  finish: (position: T, gap: number) => R,
): R[] {
  return positions.map((position, index) => {
    const before = positions[index - 1];
    // Code may begin at the end of a line of text.
    return finish(position, before ? Math.max(0, position.firstLine - before.lastLine - 1) : 0);
  });
}
