// From the first start to two people talking, under a LAN name over plain http (no secure context).
import { afterAll, beforeAll, expect, test } from "bun:test";
import type { Browser, Page } from "playwright-core";

import { closeContexts, sharedBrowser, watchConsole } from "../support/browser.ts";
import { call, testPassword } from "../support/client.ts";
import { startTestServer, type TestServer } from "../support/server.ts";
import { visual } from "../support/visual_parts.ts";
import { composer, sidebar } from "../support/page_parts.ts";

import { showsBodies } from "./page_support.ts";

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  server = await startTestServer();
  browser = await sharedBrowser();
}, 60_000);

afterAll(async () => {
  await closeContexts(browser);
  await server.dispose();
});

async function newPage(): Promise<{ page: Page; complaints: string[] }> {
  const page = await (await browser.newContext({ reducedMotion: "reduce" })).newPage();
  page.setDefaultTimeout(25_000);
  return { page, complaints: watchConsole(page) };
}

test("[R5] the first account, an invite, a second person, and both talk live under http://chat.lan", async () => {
  const origin = `http://chat.lan:${server.port}`;
  const { page: ada, complaints: hers } = await newPage();
  await ada.goto(`${origin}/setup#${server.setupCode}`);
  await ada.getByLabel("Workspace name").fill("Harbour Works");
  // The secret does not stay in the address bar.
  expect(ada.url()).toBe(`${origin}/setup`);
  expect(await ada.evaluate(() => window.isSecureContext)).toBe(false);
  // A real name; the name to sign in with follows it until another is typed.
  const username = ada.getByLabel("Username");
  await ada.getByLabel("Display name").pressSequentially("Ada Love");
  expect(await username.inputValue()).toBe("ada.love");
  await username.fill("ada love");
  await ada.getByLabel("Display name").fill("Ada Lovelace");
  expect(await username.inputValue()).toBe("ada love");
  // The rule is shown before typing. All that is wrong stands beside its field at once, tied to it; the focus is in the first.
  expect(await ada.getByText("At least 12 characters.").isVisible()).toBe(true);
  await ada.getByLabel("Workspace name").fill(" ");
  await ada.getByLabel("Password", { exact: true }).fill("short");
  const wrong = () =>
    ada
      .locator(visual.invalidField)
      .evaluateAll((fields) =>
        fields.map((field) => [
          field.getAttribute("name"),
          document.getElementById(field.getAttribute("aria-describedby")?.split(" ")[0] ?? "")?.role,
          field === document.activeElement,
        ]),
      );
  await ada.getByRole("button", { name: "Create workspace" }).click();
  await ada.getByRole("alert").nth(1).waitFor();
  expect(await wrong()).toEqual([
    ["workspaceName", "alert", true],
    ["username", "alert", false],
    ["password", "alert", false],
  ]);
  await ada.getByLabel("Workspace name").fill("Harbour Works");
  // What only the server knows, too.
  await username.fill("admin");
  await ada.getByLabel("Password", { exact: true }).fill("abcabcabcabcabc");
  await ada.getByRole("button", { name: "Create workspace" }).click();
  await ada.getByText("This name is reserved").waitFor();
  await ada.getByText("The password repeats a few characters.").waitFor();
  expect((await wrong()).map(([name]) => name)).toEqual(["username", "password"]);
  await username.fill("Ada");
  await ada.getByLabel("Password", { exact: true }).fill(testPassword);
  await ada.getByRole("button", { name: "Show password" }).click();
  expect(await ada.getByLabel("Password", { exact: true }).getAttribute("type")).toBe("text");
  await ada.getByRole("button", { name: "Create workspace" }).click();
  await ada.getByRole("link", { name: "lounge" }).waitFor();
  await sidebar(ada).getByText("Harbour Works", { exact: true }).waitFor();

  // Whoever is the first is offered the next step.
  await ada.getByText("You're the first one here.").waitFor();
  await ada.getByRole("button", { name: "Invite people" }).click();
  await ada.getByRole("button", { name: "Create invite link" }).click();
  const link = await ada.getByLabel("Invite link").inputValue();
  expect(link.startsWith(`${origin}/join#`)).toBe(true);
  await ada.getByRole("button", { name: "Copy" }).click();
  await ada.getByText("Link copied").waitFor();
  await ada.getByRole("button", { name: "Close" }).click();

  const { page: bob, complaints: his } = await newPage();
  await bob.goto(link);
  await bob.getByText("Ada Lovelace invited you.").waitFor();
  expect(bob.url()).toBe(`${origin}/join`);
  await bob.getByRole("button", { name: "Join" }).click();
  await bob.getByRole("alert").nth(2).waitFor();
  expect(await bob.evaluate(() => document.activeElement?.getAttribute("name"))).toBe("displayName");
  await bob.getByLabel("Display name").fill("Bob");
  expect(await bob.getByLabel("Username").inputValue()).toBe("bob");
  await bob.getByLabel("Password", { exact: true }).fill(testPassword);
  await bob.getByRole("button", { name: "Join" }).click();
  await bob.getByText("Be the first to post.").waitFor();

  await composer(ada).fill("Hello Bob");
  await composer(ada).press("Enter");
  await showsBodies(bob, ["Hello Bob"]);
  await composer(bob).fill("Hello Ada,\nall here");
  await composer(bob).press("Enter");
  await showsBodies(ada, ["Hello Bob", "Hello Ada,\nall here"]);
  await showsBodies(bob, ["Hello Bob", "Hello Ada,\nall here"]);
  // A screen reader hears the other's message once, and nothing of history or my own.
  await ada.getByRole("log").locator("p").first().waitFor({ state: "attached" });
  expect(await ada.getByRole("log").locator("p").allTextContents()).toEqual(["Bob: Hello Ada,\nall here"]);
  expect(await bob.getByRole("log").locator("p").allTextContents()).toEqual(["Ada Lovelace: Hello Bob"]);

  // Signing in again: a wrong password says so in words.
  await bob.getByRole("button", { name: /^Bob.* menu$/ }).click();
  await bob.getByRole("menuitem", { name: "Sign out" }).click();
  await bob.getByLabel("Username").fill("bob");
  await bob.getByLabel("Password", { exact: true }).fill("not my password");
  await bob.getByRole("button", { name: "Sign in" }).click();
  await bob.getByRole("alert").waitFor();
  await bob.getByLabel("Password", { exact: true }).fill(testPassword);
  await bob.getByRole("button", { name: "Sign in" }).click();
  await showsBodies(bob, ["Hello Bob", "Hello Ada,\nall here"]);
  expect(hers).toEqual([]);
  expect(his).toEqual([]);
}, 60_000);

test("[R6] an invite that does not work is said before anything is typed", async () => {
  const { page } = await newPage();
  await page.goto(`${server.url}/join#nothing`);
  await page.getByText("Have an account?").waitFor();
  expect(await page.getByRole("textbox").count()).toBe(0);
  expect((await page.getByRole("paragraph").first().textContent())?.length).toBeGreaterThan(10);
}, 30_000);

test("[R4] a browser that refuses cookies hears so, at the right password, and comes in once it takes them", async () => {
  const { page } = await newPage();
  await page.goto(`http://chat.lan:${server.port}/`);
  // The answer as it came, but for its cookies: what a browser makes of them that blocks them.
  await page.route("**/api/login", async (route) => {
    const body: unknown = route.request().postDataJSON();
    const { status, body: json } = await call(server.url, "/api/login", { method: "POST", body });
    await route.fulfill({ status, json });
  });
  const signIn = async () => {
    await page.getByLabel("Username").fill("Ada");
    await page.getByLabel("Password", { exact: true }).fill(testPassword);
    await page.getByRole("button", { name: "Sign in" }).click();
  };
  await signIn();
  await page.getByRole("alert").filter({ hasText: "cookie" }).waitFor();
  expect(await page.getByText("session has ended").count()).toBe(0);
  await page.unroute("**/api/login");
  await signIn();
  await page.getByRole("link", { name: "lounge" }).waitFor();
});
