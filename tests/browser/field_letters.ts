// Where the letters of the field stand, and those of the layer behind it. The field's own are in a tree that only the
// browser's protocol opens.
import type { Page } from "playwright-core";

import { visual } from "../support/visual_parts.ts";
import { composer } from "../support/page_parts.ts";

interface LineStarts {
  field: number[];
  layer: number[];
}

interface FieldLetters {
  /** For each letter (UTF-16 unit) its left and its top. */
  positions: () => Promise<{ field: number[]; layer: number[] }>;
  /** At which letters lines begin with each of these texts written, in both, by the middle of each letter's height. */
  lineStarts: (texts: string[]) => Promise<LineStarts[]>;
}

export async function openFieldLetters(page: Page): Promise<FieldLetters> {
  await composer(page).waitFor();
  const cdp = await page.context().newCDPSession(page);
  const area = await cdp.send("Runtime.evaluate", {
    expression: `document.querySelector("${visual.composerField}")`,
  });
  const { objectId = "" } = area.result;
  const { node } = await cdp.send("DOM.describeNode", { objectId, depth: -1, pierce: true });
  const inner = node.shadowRoots?.[0]?.children?.at(-1);
  if (!inner) throw new Error("The field has no tree of its own.");
  const { object } = await cdp.send("DOM.resolveNode", { backendNodeId: inner.backendNodeId });

  async function call<T>(what: string, args: unknown[] = []): Promise<T> {
    const { result, exceptionDetails } = await cdp.send("Runtime.callFunctionOn", {
      objectId,
      functionDeclaration: `function (inner, ...args) { ${inPage} return (${what})(this, inner, ...args) }`,
      arguments: [{ objectId: object.objectId ?? "" }, ...args.map((value) => ({ value }))],
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  return {
    positions: () => call("(field, inner) => ({ field: places(inner), layer: places(layerOf(field)) })"),
    async lineStarts(texts) {
      await composer(page).focus();
      return call("lineStarts", [texts]);
    },
  };
}

/** Waits until these pieces are coloured as one kind, in the order of the text. */
export async function showsHighlighted(
  page: Page,
  kind: "mark" | "code" | "link" | "mention",
  parts: string[],
) {
  await page.waitForFunction(
    ([name, wanted]) => {
      const shown = [...(CSS.highlights.get(name) ?? [])].map(
        ({ startContainer, startOffset, endOffset }) =>
          startContainer.isConnected && startContainer.textContent?.slice(startOffset, endOffset),
      );
      return JSON.stringify(shown) === wanted;
    },
    [`writing-${kind}`, JSON.stringify(parts)] as const,
  );
}

const inPage = `
  const layerOf = (field) => field.previousElementSibling;

  function boxes(root) {
    const found = [];
    const range = document.createRange();
    const walker = document.createTreeWalker(root);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      // A line end is a letter of the layer and an element of the field.
      if (node.nodeName === "BR" && node !== root.lastChild) found.push(null);
      for (let at = 0; at < (node.data ?? "").length; at += 1) {
        if (node.data[at] === "\\n") {
          found.push(null);
          continue;
        }
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        found.push(range.getBoundingClientRect());
      }
    }
    return found;
  }

  const places = (root) => boxes(root).flatMap((box) => (box ? [box.left, box.top] : []));

  // Letters of other fonts are of another height: what counts is that they stand below the last line's.
  function starts(root) {
    const found = [];
    let bottom = -Infinity;
    boxes(root).forEach((box, at) => {
      if (!box) return;
      const { top, height } = box;
      const middle = top + height / 2;
      if (height === 0 || middle <= bottom) return;
      bottom = top + height;
      found.push(at);
    });
    return found;
  }

  function lineStarts(field, inner, texts) {
    return texts.map((text) => {
      field.value = text;
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      return { field: starts(inner), layer: starts(layerOf(field)) };
    });
  }
`;
