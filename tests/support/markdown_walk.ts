// Every node of a tree, parents first.
import type { Block, Inline, Item, Link, Span, Styled } from "../../src/protocol/markdown/tree.ts";

export type Node = Block | Inline | (Item & { kind: "item" });

interface Visited {
  node: Node;
  parent: Span;
  /** The node before it in the same parent. */
  before: Span | null;
  /** Of quotes and lists, and of what stands inside a line. */
  blockDepth: number;
  inlineDepth: number;
}

export function* walk(blocks: readonly Block[], body: string): Generator<Visited> {
  yield* walkAll(blocks, { parent: { start: 0, end: body.length }, blockDepth: 0, inlineDepth: 0 });
}

type Around = Omit<Visited, "node" | "before">;

function* walkAll(nodes: readonly Node[], around: Around): Generator<Visited> {
  for (const [index, node] of nodes.entries()) {
    yield { node, before: nodes[index - 1] ?? null, ...around };
    const isBlock = node.kind === "quote" || node.kind === "item";
    yield* walkAll(childrenOf(node), {
      parent: node,
      blockDepth: around.blockDepth + (isBlock ? 1 : 0),
      inlineDepth: around.inlineDepth + (isSpanning(node) ? 1 : 0),
    });
  }
}

function isSpanning(node: Node): node is Styled | Link {
  return ["bold", "italic", "strike", "link"].includes(node.kind);
}

function childrenOf(node: Node): readonly Node[] {
  if (node.kind === "list") return node.items.map((item) => ({ kind: "item" as const, ...item }));
  return "children" in node ? node.children : [];
}
