// The layer behind the field where one writes: in the very same lines, whatever is written.
import { afterAll, beforeAll, expect, test } from "bun:test";

import { createRandom } from "../support/random.ts";
import { readParagraphs } from "../support/real_texts.ts";
import { visual } from "../support/visual_parts.ts";
import { composer, messages } from "../support/page_parts.ts";

import { openFieldLetters, showsHighlighted } from "./field_letters.ts";
import { choose, roomOfTwo, rowOf, postAs } from "./page_message_support.ts";
import { openWorkspace, openSeat, type Workspace } from "./page_support.ts";

let workspace: Workspace;

beforeAll(async () => {
  workspace = await openWorkspace();
}, 60_000);

afterAll(() => workspace.close());

const seed = 20_261;
const around = [
  ["**", "**"],
  ["_", "_"],
  ["~~", "~~"],
  ["`", "`"],
  ["[", "](https://a.example/AV/To)"],
  ["https://a.example/", ""],
  ["@", ""],
] as const;

/** Paragraphs of every language, with marks around some of their words and inside some. */
async function markedTexts(count: number): Promise<string[]> {
  const random = createRandom(seed);
  const paragraphs = (await readParagraphs()).filter(({ text }) => text.length > 150);
  return Array.from({ length: count }, () => {
    const text = Array.from({ length: 4 }, () => random.pick(paragraphs).text.slice(0, 500)).join(" ");
    return text
      .split(/[^\S\n]+/u)
      .map((word) => (random.chance(0.3) ? marked(word) : word))
      .join(" ");
  });

  function marked(word: string): string {
    const [open, close] = random.pick(around);
    const at = random.between(0, word.length);
    return random.chance(0.7) ? open + word + close : word.slice(0, at) + open + word.slice(at) + close;
  }
}

test("[K13] in 250 marked texts of all languages every line of the layer begins where the field's does", async () => {
  const roomId = await roomOfTwo(workspace, "lines");
  const { page, complaints } = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  const letters = await openFieldLetters(page);
  // What colours the marks comes later: until then nothing could differ.
  while (!(await page.locator(visual.highlightedField).count())) await composer(page).fill("**a**");
  const texts = await markedTexts(250);
  let lines = 0;
  const different: string[] = [];
  for (let at = 0; at < texts.length; at += 50) {
    const some = texts.slice(at, at + 50);
    for (const [index, { field, layer }] of (await letters.lineStarts(some)).entries()) {
      lines += field.length;
      if (JSON.stringify(field) !== JSON.stringify(layer)) different.push(some[index] ?? "");
    }
  }
  console.log(
    `${texts.length} texts (seed ${seed}), ${lines} lines, ${different.length} texts broken elsewhere`,
  );
  expect(different).toEqual([]);
  expect(lines).toBeGreaterThan(texts.length * 10);
  expect(complaints).toEqual([]);
}, 120_000);

test("[K13] a text with control characters, which Firefox draws in fields alone, stays plain", async () => {
  const roomId = await roomOfTwo(workspace, "control characters");
  const { page } = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  while (!(await page.locator(visual.highlightedField).count())) await composer(page).fill("**a**");
  await composer(page).fill("**a** um\u0092tatu");
  expect(await page.locator(visual.highlightedField).count()).toBe(0);
  await showsHighlighted(page, "mark", []);
  await composer(page).fill("**a** um\ttatu\n");
  await showsHighlighted(page, "mark", ["**", "**"]);
}, 60_000);

test("[K13] two fields at once keep each its colours, and one that is gone leaves none", async () => {
  const roomId = await roomOfTwo(workspace, "two fields");
  await postAs(workspace.ada, roomId, "~~struck~~ word");
  const { page } = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
  await choose(page, rowOf(page, "word"), "Edit");
  await showsHighlighted(page, "mark", ["~~", "~~"]);
  await composer(page).fill("**a**");
  await showsHighlighted(page, "mark", ["~~", "~~", "**", "**"]);
  await composer(page).fill("`a` _b_");
  await showsHighlighted(page, "mark", ["~~", "~~", "`", "`", "_", "_"]);
  await messages(page).getByRole("button", { name: "Cancel" }).click();
  await composer(page).fill("**a**");
  await showsHighlighted(page, "mark", ["**", "**"]);
}, 60_000);
