// What is copied of messages is what is read of them.
import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";

import { timeline } from "../support/page_parts.ts";

import { openWorkspace, postMessage, openSeat, type Workspace } from "./page_support.ts";

let workspace: Workspace;

beforeAll(async () => {
  workspace = await openWorkspace();
  for (const body of [
    "meet me at",
    "17:40 at",
    "to bring:\n- ropes\n  - short\n- **two** sails\n\n7. seven\n9. nine",
    "```ts\nconst quay = 1;\n  // moored\n```",
    "bye",
  ]) {
    await postMessage(workspace.bob, workspace.roomId, body);
  }
}, 60_000);

afterAll(() => workspace.close());

afterEach(() => workspace.closeContexts());

async function sit(): Promise<Page> {
  const { page } = await openSeat(workspace, workspace.ada, `/r/${workspace.roomId}`, {
    permissions: ["clipboard-read", "clipboard-write"],
  });
  await page.getByText("bye").waitFor();
  await page.waitForLoadState("networkidle");
  return page;
}

/** Selects from here to there, by texts of the page and places in them, and copies by the key. */
async function copy(page: Page, from: [string, number], to: [string, number]): Promise<string> {
  await timeline(page).evaluate(
    (box, { from, to }) => {
      const find = ([text, at]: [string, number]): [Text, number] => {
        const walk = document.createTreeWalker(box);
        while (walk.nextNode()) {
          const { currentNode: node } = walk;
          const start = node instanceof Text ? node.data.indexOf(text) : -1;
          if (node instanceof Text && start >= 0) return [node, start + at];
        }
        throw new Error(`No ${text}.`);
      };
      document.getSelection()?.setBaseAndExtent(...find(from), ...find(to));
    },
    { from, to },
  );
  await page.keyboard.press("Control+C");
  return page.evaluate(() => navigator.clipboard.readText());
}

test("[K11] between messages no hidden times come along, of a list its marks, of code no language", async () => {
  const page = await sit();
  expect(await copy(page, ["meet me", 0], ["bye", 3])).toBe(
    [
      "meet me at",
      "17:40 at",
      "to bring:",
      "• ropes",
      "  • short",
      "• two sails",
      "",
      "7. seven",
      "9. nine",
      "const quay = 1;",
      "  // moored",
      "bye",
    ].join("\n"),
  );
  const html = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    return (await item?.getType("text/html"))?.text();
  });
  expect(html).toContain("<strong>two</strong>");
  expect(html).not.toContain("data-key");
});

test("[K11] part of an item has no mark, those behind it have theirs, and a part of a line is as it is", async () => {
  const page = await sit();
  expect(await copy(page, ["ropes", 2], ["sails", 5])).toBe("pes\n  • short\n• two sails");
  expect(await copy(page, ["ropes", 0], ["short", 5])).toBe("• ropes\n  • short");
  expect(await copy(page, ["seven", 0], ["nine", 4])).toBe("7. seven\n9. nine");
  expect(await copy(page, ["seven", 0], ["seven", 3])).toBe("sev");
  expect(await copy(page, ["quay", 0], ["quay", 4])).toBe("quay");
});
