// has:link (S3): what a reader sees as a link.
import { parseBody } from "../../protocol/markdown/parse_body.ts";
import type { Block, Inline } from "../../protocol/markdown/tree.ts";

/** Whether one of its links leads to `http://` or `https://`. */
export function hasLink(body: string): boolean {
  return body.includes("://") && parseBody(body).some(blockHasLink);
}

function blockHasLink(block: Block): boolean {
  if (block.kind === "paragraph") return block.children.some(inlineHasLink);
  if (block.kind === "quote") return block.children.some(blockHasLink);
  return block.kind === "list" && block.items.some((item) => item.children.some(blockHasLink));
}

function inlineHasLink(node: Inline): boolean {
  if (node.kind === "link" || node.kind === "address") return /^https?:/i.test(node.href);
  return "children" in node && node.children.some(inlineHasLink);
}
