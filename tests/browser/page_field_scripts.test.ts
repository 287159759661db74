// The layer behind the field, in each script: its letters are where the field has them.
import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";

import { visual } from "../support/visual_parts.ts";
import { composer, untilFocused, untilValue } from "../support/page_parts.ts";

import { openFieldLetters } from "./field_letters.ts";
import { roomOfTwo } from "./page_message_support.ts";
import { openWorkspace, openSeat, type Workspace } from "./page_support.ts";

let workspace: Workspace;

beforeAll(async () => {
  workspace = await openWorkspace();
}, 60_000);

afterAll(() => workspace.close());

afterEach(() => workspace.closeContexts());

const isWriting = (page: Page) => untilFocused(composer(page));
const untilFieldIs = (page: Page, text: string) => untilValue(composer(page), text);

test("[K13] the layer behind the field lies exactly under its text, in each script, and moves neither text nor caret", async () => {
  const roomId = await roomOfTwo(workspace, "layer");
  const { page, complaints } = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  await isWriting(page);
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`.composer-text { caret-color: transparent !important }
      .seen-layer .composer-text { color: transparent !important }
      .seen-layer .writing-layer { visibility: visible !important }
      .seen-field .composer-text { color: var(--ink) !important }
      .seen-field .writing-layer { visibility: hidden !important }`);
    document.adoptedStyleSheets.push(sheet);
  });
  const picture = async (which: "layer" | "field") => {
    await page.evaluate((name) => (document.body.className = `seen-${name}`), which);
    return (await page.locator(visual.field).screenshot({ caret: "initial" })).toString("base64");
  };
  const letters = await openFieldLetters(page);
  const texts = [
    "plain **bold** `code` and https://a.example/x_y_z, kerned: AVA To fi ffl **AV**A",
    "مرحبا **بالعالم** و`code` مع https://a.example\nsecond **line** here\nשלום _עולם_",
    "日本語の**太字**と`コード`、長い文は折り返されるのでとても長く書きます。".repeat(6),
    "tabs\t**and**\tmore   spaces   `x`\n\n> quote 👩‍👩‍👧 **é**\n```js\nlet a = 1;\n```\n",
    `${"word **w** `c` ".repeat(160)}end`,
    `**${"unbrokenword".repeat(60)}**`,
  ];
  await composer(page).fill("**");
  // Written with the key, and not again with the frame after it.
  const draws = await page.locator(visual.fieldLayer).evaluateHandle((layer) => {
    const drawn = { count: 0 };
    layer.replaceChildren = (...nodes) => {
      drawn.count += 1;
      Element.prototype.replaceChildren.apply(layer, nodes);
    };
    return drawn;
  });
  await page.keyboard.press("a");
  await page.evaluate(() => new Promise(requestAnimationFrame));
  expect(await draws.evaluate(({ count }) => count)).toBe(1);
  let furthest = 0;
  for (const text of texts) {
    await composer(page).fill(text);
    // What lights up comes as a part, once: until then, the next key finds it.
    while ((await page.locator(visual.highlightedField).count()) === 0) await composer(page).fill(text);
    expect(await page.locator(visual.fieldLayer).textContent()).toBe(text);
    const { field, layer } = await letters.positions();
    expect(layer.length).toBe(field.length);
    for (const [at, coordinate] of layer.entries())
      furthest = Math.max(furthest, Math.abs(coordinate - (field[at] ?? 0)));
    // Only its colours are other than the field's.
    const highlighted = await picture("layer");
    await page.evaluate(() => CSS.highlights.clear());
    const same = (await picture("layer")) === (await picture("field"));
    const isColoured = highlighted !== (await picture("layer"));
    expect([text.slice(0, 20), isColoured, same, furthest < 1]).toEqual([
      text.slice(0, 20),
      true,
      true,
      true,
    ]);
  }
  console.log(`no letter of the layer is further than ${furthest.toFixed(2)} px from where the field has it`);
  await page.evaluate(() => (document.body.className = ""));
  // At the end of a text taller than the field may be, the caret is in sight with each new line.
  await composer(page).press("Control+End");
  for (let line = 0; line < 20; line += 1) await page.keyboard.press("Shift+Enter");
  const [hidden, below] = await page
    .locator(visual.field)
    .evaluate((box) => [box.scrollTop, box.scrollHeight - box.scrollTop - box.clientHeight] as const);
  expect([hidden > 0, below < 2]).toEqual([true, true]);
  await composer(page).fill("");
  await page.keyboard.type("one `two` three");
  for (let at = 0; at < 6; at += 1) await page.keyboard.press("ArrowLeft");
  await page.keyboard.type("**X**");
  await untilFieldIs(page, "one `two`**X** three");
  expect(await composer(page).evaluate((area: HTMLTextAreaElement) => area.selectionStart)).toBe(14);
  await page.keyboard.press("Control+z");
  expect(await page.locator(visual.fieldLayer).textContent()).toBe(await composer(page).inputValue());
  // While something is composed the field shows itself: the browser's marks are in its colour.
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Input.imeSetComposition", { text: "に", selectionStart: 1, selectionEnd: 1 });
  const isClear = () =>
    composer(page).evaluate((area) => getComputedStyle(area).color === "rgba(0, 0, 0, 0)");
  expect(await isClear()).toBe(false);
  await cdp.send("Input.insertText", { text: "に" });
  expect(await isClear()).toBe(true);
  await page.emulateMedia({ forcedColors: "active" });
  expect(await isClear()).toBe(false);
  await page.emulateMedia({ forcedColors: "none" });
  // Too long to be lit, it is written as ever; the limit says the rest.
  await composer(page).fill("**a** ".repeat(4000));
  expect(await isClear()).toBe(false);
  await page.getByText("14,000 characters over the limit").waitFor();
  expect(complaints).toEqual([]);
}, 60_000);
