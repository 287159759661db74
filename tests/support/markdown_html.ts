// A body as the HTML of CommonMark's suite, for comparison alone: the product makes none.
import type { Block, Inline, Item } from "../../src/protocol/markdown/tree.ts";

export function toHtml(blocks: readonly Block[]): string {
  return blocks.map((block) => blockHtml(block, { isTight: false })).join("");
}

function blockHtml(block: Block, { isTight }: { isTight: boolean }): string {
  if (block.kind === "paragraph") {
    // Spaces at both ends of a line are kept by the parser (K2), and dropped by the suite.
    const inside = inlineHtml(block.children).replaceAll(/^[ \t]+|[ \t]+$/gm, "");
    return isTight ? inside : `<p>${inside}</p>\n`;
  }
  if (block.kind === "quote") return `<blockquote>\n${toHtml(block.children)}</blockquote>\n`;
  if (block.kind === "code_block") {
    const language = /^\S+/.exec(block.info)?.[0];
    const name = language === undefined ? "" : ` class="language-${escapeHtml(language)}"`;
    return `<pre><code${name}>${escapeHtml(block.text)}${block.text === "" ? "" : "\n"}</code></pre>\n`;
  }
  const isLoose = block.items.some(
    (item, index) => (index > 0 && item.gap > 0) || item.children.some(({ gap }) => gap > 0),
  );
  const first = block.items[0]?.number ?? null;
  const start = first === 1 ? "" : ` start="${first}"`;
  const [open, close] = first === null ? ["<ul>", "</ul>"] : [`<ol${start}>`, "</ol>"];
  const items = block.items.map((item, index) => {
    const isNext = first === null || item.number === first + index;
    return itemHtml(item, { isTight: !isLoose, value: isNext ? "" : ` value="${item.number}"` });
  });
  return `${open}\n${items.join("")}${close}\n`;
}

function itemHtml(item: Item, { isTight, value }: { isTight: boolean; value: string }): string {
  let html = "";
  for (const child of item.children) {
    const isLine = isTight && child.kind === "paragraph";
    if (!isLine && !html.endsWith("\n")) html += "\n";
    html += blockHtml(child, { isTight });
  }
  return `<li${value}>${html}</li>\n`;
}

function inlineHtml(nodes: readonly Inline[]): string {
  return nodes.map(nodeHtml).join("");
}

const tags = { bold: "strong", italic: "em", strike: "del" } as const;

function nodeHtml(node: Inline): string {
  if (node.kind === "text") return escapeHtml(node.text);
  if (node.kind === "break") return "\n";
  if (node.kind === "code") return `<code>${escapeHtml(node.text)}</code>`;
  if (node.kind === "mention") return `@${escapeHtml(node.name)}`;
  if (node.kind === "address") return `<a href="${escapeHtml(node.href)}">${escapeHtml(node.text)}</a>`;
  const inside = inlineHtml(node.children);
  if (node.kind === "link") return `<a href="${escapeHtml(node.href)}">${inside}</a>`;
  return `<${tags[node.kind]}>${inside}</${tags[node.kind]}>`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
