// A body as plain text (SPEC K9).
import { parseBody } from "./parse_body.ts";
import type { Block, Inline, Item } from "./tree.ts";

export function plainText(blocks: readonly Block[]): string {
  return blocks.map((block) => "\n".repeat(block.gap) + blockText(block)).join("\n");
}

function blockText(block: Block): string {
  if (block.kind === "paragraph") return inlineText(block.children);
  if (block.kind === "code_block") return block.text;
  if (block.kind === "quote") return prefixLines(plainText(block.children), { first: "> ", others: "> " });
  return block.items.map(itemText).join("\n");
}

function itemText({ number, gap, children }: Item): string {
  const first = number === null ? "• " : `${number}. `;
  const others = " ".repeat(first.length);
  return "\n".repeat(gap) + prefixLines(plainText(children), { first, others });
}

function prefixLines(text: string, { first, others }: { first: string; others: string }): string {
  return first + text.replaceAll("\n", `\n${others}`);
}

function inlineText(nodes: readonly Inline[]): string {
  return nodes.map(nodeText).join("");
}

function nodeText(node: Inline): string {
  if (node.kind === "break") return "\n";
  if (node.kind === "mention") return node.sign + node.name;
  return "children" in node ? inlineText(node.children) : node.text;
}

/** Of a body not parsed yet. */
export function plainBody(body: string): string {
  return plainText(parseBody(body));
}
