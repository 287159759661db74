// What marks make of a message on the page: bold to code, links, and what stays as typed.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "bun:test";
import type { Page } from "playwright-core";

import { visual } from "../support/visual_parts.ts";
import {
  composer,
  editField,
  messages,
  pendingMessages,
  quote,
  showsCount,
  statuses,
  theText,
  timeline,
  untilValue,
} from "../support/page_parts.ts";

import { examine, themes } from "./page_visual_support.ts";
import { choose, roomOfTwo, rowOf, postAs } from "./page_message_support.ts";
import { openWorkspace, openSeat, type Workspace } from "./page_support.ts";

let workspace: Workspace;
beforeAll(async () => {
  workspace = await openWorkspace();
}, 60_000);
afterAll(() => workspace.close());
afterEach(() => workspace.closeContexts());

const everything = `Here is **the plan**, _roughly_, ~~on Friday~~ on *Thursday*: run \`bun run test\` first.
See [the notes](https://example.com/notes_(2)) and https://example.com/a_b_c.

3. Ask @Bob about the pier
7. Then merge
   - and **only** then tell people
   - or wait

> We keep created_at for display only.
> > Do we?

\`\`\`ts
// Order comes from the room.
export function next(room: Room): number {
  return room.lastSeq + 1; // ${"a long line ".repeat(12)}
}
\`\`\`
That is \`all\` of it.`;

async function shown(page: Page, text: string): Promise<string> {
  const row = rowOf(page, text);
  await row.waitFor();
  return row.locator(theText).innerHTML();
}

describe("[K1] formatting on the page", () => {
  test("[K3] marks are put around what is selected, by menu and by key, and can be undone", async () => {
    const roomId = await roomOfTwo(workspace, "tools");
    const { page, complaints } = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
    const untilFieldIs = (text: string) => untilValue(composer(page), text);
    await composer(page).fill("draft by noon");
    await composer(page).press("ControlOrMeta+a");
    await page.getByRole("button", { name: "Format" }).click();
    await page.getByRole("menuitem", { name: "Bold" }).click();
    await untilFieldIs("**draft by noon**");
    await page.keyboard.press("Control+i");
    await untilFieldIs("***draft by noon***");
    await page.keyboard.press("Control+z");
    await untilFieldIs("**draft by noon**");
    await page.keyboard.press("End");
    await page.getByRole("button", { name: "Mention someone" }).click();
    await page.getByRole("option", { name: /^Bob/u }).waitFor();
    await page.keyboard.press("Enter");
    await untilFieldIs("**draft by noon** @Bob ");
    await page.keyboard.press("Enter");
    const body = rowOf(page, "draft by noon").locator(theText);
    await body.locator("strong").waitFor();
    await body.getByRole("button", { name: "@Bob" }).waitFor();
    expect(complaints).toEqual([]);
  }, 60_000);

  test("[K3] [K5] [K6] marks become what they stand for", async () => {
    const roomId = await roomOfTwo(workspace, "marks");
    await postAs(workspace.ada, roomId, everything);
    const { page, complaints } = await openSeat(workspace, workspace.bob, `/r/${roomId}`);
    const body = rowOf(page, "Here is the plan").locator(theText);
    await body.waitFor();
    const texts = (selector: string) => body.locator(selector).allTextContents();
    expect(await texts("strong")).toEqual(["the plan", "only"]);
    expect(await texts("em")).toEqual(["roughly", "Thursday"]);
    expect(await texts("del")).toEqual(["on Friday"]);
    expect(await texts("p > code")).toEqual(["bun run test", "all"]);
    expect(await body.getByRole("button", { name: /^@/u }).allTextContents()).toEqual(["@Bob"]);
    expect(
      await body.locator("ol > li").evaluateAll((items) => items.map((item) => Reflect.get(item, "value"))),
    ).toEqual([3, 7]);
    expect(await texts("ol > li ul > li")).toEqual(["and only then tell people", "or wait"]);
    expect(await texts("blockquote blockquote")).toEqual(["Do we?"]);
    expect(
      await body.locator("a").evaluateAll((links) => links.map((link) => link.getAttribute("href"))),
    ).toEqual(["https://example.com/notes_(2)", "https://example.com/a_b_c"]);
    // In colours as soon as the worker has come; the text is the same before and after.
    await body.locator(visual.codeWord).first().waitFor();
    expect(await texts(visual.codeWord)).toEqual(["export", "function", "return"]);
    expect((await texts("pre"))[0]).toBe(everything.split("```ts\n")[1]?.split("\n```")[0] ?? "");
    expect(complaints).toEqual([]);
  });

  test("[M1] a name is a mention outside code, quotes and links, and what stands behind it is text", async () => {
    const roomId = await roomOfTwo(workspace, "named");
    await postAs(
      workspace.ada,
      roomId,
      "> @Bob\n\n`@Bob` https://example.com/@Bob [@Bob](https://example.com) **@Bob's** @Bobby",
    );
    const { page } = await openSeat(workspace, workspace.bob, `/r/${roomId}`);
    const body = rowOf(page, "@Bobby").locator(theText);
    await body.waitFor();
    expect(await body.getByRole("button", { name: /^@/u }).allTextContents()).toEqual(["@Bob"]);
    expect(await body.locator("strong").textContent()).toBe("@Bob's");
    expect(await body.textContent()).toBe("@Bob@Bob https://example.com/@Bob @Bob @Bob's @Bobby");
  });

  test("[K6] code is copied with one press, also without a clipboard of the browser", async () => {
    const roomId = await roomOfTwo(workspace, "copy");
    await postAs(workspace.ada, roomId, "```js\nconst a = 1;\n\n  const b = 2;\n```");
    for (const hasClipboard of [true, false]) {
      const { page, close } = await openSeat(workspace, workspace.bob, `/r/${roomId}`, {
        permissions: ["clipboard-read", "clipboard-write"],
      });
      if (!hasClipboard) {
        await page.evaluate(() => {
          const read = navigator.clipboard.readText.bind(navigator.clipboard);
          Object.defineProperty(navigator, "clipboard", { value: undefined, configurable: true });
          Reflect.set(window, "readClipboard", read);
        });
      }
      await page.getByText("const a = 1;").hover();
      await page.getByRole("button", { name: "Copy code" }).click();
      await statuses(page).getByText("Code copied").waitFor();
      const read = await page.evaluate(() => {
        const readClipboard = Reflect.get(window, "readClipboard");
        return readClipboard ? readClipboard() : navigator.clipboard.readText();
      });
      expect(read).toBe("const a = 1;\n\n  const b = 2;");
      await close();
    }
  });

  test("[K6] code that takes too long to read stays as it is, and the next gets its colours", async () => {
    const roomId = await roomOfTwo(workspace, "slow");
    // Seconds of highlight.js, on any machine.
    const slow = "AA_".repeat(3300);
    await postAs(workspace.ada, roomId, `\`\`\`php\n${slow}\n\`\`\``);
    await postAs(workspace.ada, roomId, "```ts\nconst next = 1;\n```");
    const { page, complaints } = await openSeat(workspace, workspace.bob, `/r/${roomId}`);
    await page.locator(visual.codeWord).getByText("const").waitFor();
    expect(await page.locator("pre").first().textContent()).toBe(slow);
    expect(complaints).toEqual([]);
  });

  test("[K4] HTML and scripts are shown as typed, and nothing but safe addresses is a link", async () => {
    const roomId = await roomOfTwo(workspace, "typed");
    const typed = 'a <b> & "c" -> d <img src=x onerror=alert(1)> &lt;i&gt;';
    await postAs(workspace.ada, roomId, typed);
    await postAs(
      workspace.ada,
      roomId,
      "[x](javascript:alert(1)) <javascript:alert(1)> [y](java\tscript:alert(1)) 00:19:10 done",
    );
    const { page, complaints } = await openSeat(workspace, workspace.bob, `/r/${roomId}`);
    expect(await shown(page, "done")).not.toContain("<a");
    expect(await rowOf(page, "-> d").locator(theText).textContent()).toBe(typed);
    expect(await messages(page).locator(theText).locator(":is(a, img, b, i)").count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test("[K1] the edit box shows the source, and saving it unchanged is no edit", async () => {
    const roomId = await roomOfTwo(workspace, "source");
    const source = "\\*x\\* **b**\n1 < 2\n3 < 4\n5 < 6\n\n> q";
    const message = await postAs(workspace.ada, roomId, source);
    const { page } = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
    const row = rowOf(page, "*x* b");
    await choose(page, row, "Edit");
    const box = editField(page);
    expect(await box.inputValue()).toBe(source);
    await box.press("Enter");
    await box.waitFor({ state: "detached" });
    await composer(page).fill("and now");
    await composer(page).press("Enter");
    await rowOf(page, "and now").waitFor();
    await showsCount(pendingMessages(page), 0);
    const { body } = await workspace.ada.get(`/api/messages/${message.id}`);
    expect([body.message.body, body.message.editedAt]).toEqual([source, null]);
    expect(await row.getByText("edited", { exact: true }).count()).toBe(0);
  });

  test("[K9] a reply quotes, and an announcement says, the text without its marks", async () => {
    const roomId = await roomOfTwo(workspace, "said");
    const { page } = await openSeat(workspace, workspace.bob, `/r/${roomId}`);
    await composer(page).waitFor();
    const first = await postAs(workspace.ada, roomId, "**Bold** and `code` and [text](https://example.com)");
    const announced = page.getByRole("log").getByText("Bold and code and text");
    await announced.first().waitFor({ state: "attached" });
    await postAs(workspace.ada, roomId, "an answer", first.id);
    await rowOf(page, "an answer").waitFor();
    await quote(rowOf(page, "an answer")).getByText("Bold and code and text", { exact: true }).waitFor();
  });

  test("[K4] [K5] what Ada writes around an address and as numbers is what Bob can follow and reads", async () => {
    const roomId = await roomOfTwo(workspace, "edges");
    const ada = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
    const bob = await openSeat(workspace, workspace.bob, `/r/${roomId}`);
    await composer(ada.page).fill(
      "봐요 https://example.com입니다, “https://example.org/x”\n\n3. a\n0. b\n5. c",
    );
    await composer(ada.page).press("Enter");
    for (const { page } of [ada, bob]) {
      const body = rowOf(page, "봐요").locator(theText);
      await body.locator("a").nth(1).waitFor();
      const links = await body.locator("a").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
      expect(links).toEqual(["https://example.com", "https://example.org/x"]);
      expect(await body.locator("p").first().innerText()).toBe(
        "봐요 https://example.com입니다, “https://example.org/x”",
      );
      // The attribute: without it the property is 0, and the number shown is the next one.
      const numbers = await body
        .locator("li")
        .evaluateAll((all) => all.map((one) => one.getAttribute("value")));
      expect(numbers).toEqual(["3", "0", "5"]);
    }
    expect([...ada.complaints, ...bob.complaints]).toEqual([]);
  }, 60_000);

  test("[K6] names in code that nothing ends are told while they are written, and Bob hears of them once it is ended", async () => {
    const roomId = await roomOfTwo(workspace, "open-code");
    await postAs(workspace.bob, roomId, "here I am");
    const ada = await openSeat(workspace, workspace.ada, `/r/${roomId}`);
    const bob = await openSeat(workspace, workspace.bob, `/r/${roomId}`);
    await rowOf(ada.page, "here I am").waitFor();
    const hidden = statuses(ada.page).filter({ hasText: "@bob" });
    // What reads the text comes when nothing else does.
    const layer = ada.page.locator(visual.highlightedField);
    while ((await layer.count()) === 0) await composer(ada.page).fill("```\ncode last\n@bob look");
    await hidden.waitFor();
    await composer(ada.page).fill("```\ncode last```\n@bob look");
    await hidden.waitFor({ state: "detached" });
    await composer(ada.page).press("Enter");
    const his = rowOf(bob.page, "code last");
    await his.locator(visual.mentionOfMe).waitFor();
    expect(await his.locator("pre").textContent()).toBe("code last");
    expect([...ada.complaints, ...bob.complaints]).toEqual([]);
  }, 60_000);
});

for (const { name, options } of themes) {
  test(`[K1] a formatted message on ${name}`, async () => {
    const roomId = await roomOfTwo(workspace, `look ${name}`);
    await postAs(workspace.ada, roomId, everything);
    await postAs(workspace.bob, roomId, "> مرحبا بكم في الغرفة\n\nنعم **بالتأكيد**\n1. أولا\n2. ثانيا");
    await postAs(
      workspace.bob,
      roomId,
      `\`\`\`\n${"x".repeat(400)}\n\`\`\`\n${"y".repeat(400)}\n- ${"z".repeat(400)}`,
    );
    await postAs(
      workspace.ada,
      roomId,
      '```python\n# What is asked\ndef ask(name: str) -> int:\n    return len(f"{name}!") + 42\n```',
    );
    const { page, complaints } = await openSeat(workspace, workspace.ada, `/r/${roomId}`, options);
    await page.locator(visual.codeWord).nth(3).waitFor();
    await examine(page, `formatting-${name}`);
    await messages(timeline(page)).last().scrollIntoViewIfNeeded();
    await examine(page, `formatting-more-${name}`);
    // Code moves by itself, nothing around it does.
    const sideways = await timeline(page)
      .locator(visual.seen)
      .or(timeline(page))
      .evaluateAll((elements) =>
        elements
          .filter(
            (one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== "inline",
          )
          .map((one) => one.localName),
      );
    expect(sideways).toEqual(["pre", "pre"]);
    expect(complaints).toEqual([]);
  }, 60_000);
}
