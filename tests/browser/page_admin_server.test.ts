// The state of the server, for admins: warnings and backups.
import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import { createHash } from "node:crypto";
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { blobPathIn } from "../../src/storage/blob_store.ts";
import { upload } from "../support/files.ts";
import { myMenu, showsCount } from "../support/page_parts.ts";

import { openWorkspace, openSeat, type Workspace } from "./page_support.ts";

let workspace: Workspace;

beforeAll(async () => {
  workspace = await openWorkspace();
}, 60_000);

afterAll(() => workspace.close());

afterEach(() => workspace.closeContexts());

test("[G9] [H7] what is wrong with the server shows where it is looked at, and in the menu, until then all is well", async () => {
  const other = await openWorkspace();
  try {
    const { page, complaints } = await openSeat(other, other.ada, "/admin/server");
    await page.getByText("No warnings").waitFor();
    const rows = page.locator("dl > div");
    expect(await rows.filter({ hasText: "People online" }).textContent()).toContain("1");
    expect(await rows.filter({ hasText: "Last backup" }).textContent()).toContain("None yet");
    const home = await openSeat(other, other.ada, "/");
    await myMenu(home.page).click();
    const item = home.page.getByRole("menuitem", { name: "Workspace settings" });
    await item.waitFor();
    expect(await item.textContent()).toBe("Workspace settings");
    await home.page.keyboard.press("Escape");

    renameSync(`${other.server.dataDir}/confab.db`, `${other.server.dataDir}/moved.db`);
    await page.getByText("The database was moved or replaced").waitFor({ timeout: 30_000 });
    await page.getByText("Stop the server, put the right files back").waitFor();
    await myMenu(home.page).click();
    await item.getByText("1 warning").waitFor();
    await item.click();
    await home.page.getByText("The database was moved or replaced").waitFor();
    expect(new URL(home.page.url()).pathname).toBe("/admin/server");
    expect([...complaints, ...home.complaints]).toEqual([]);
  } finally {
    await other.close();
  }
}, 60_000);

test("[B3] an admin backs up at once: the button waits while it is made, and how it ended is said where it was pressed", async () => {
  const other = await openWorkspace();
  const { dataDir } = other.server;
  try {
    const { page, complaints } = await openSeat(other, other.ada, "/admin/server");
    const section = page.getByRole("region", { name: "Backups" });
    const button = section.getByRole("button", { name: "Back up now" });
    // A file is in the place of their folder.
    const folder = join(dataDir, "backups");
    writeFileSync(folder, "");
    await button.click();
    await section.getByText("The last backup failed").waitFor();
    // There, and among the warnings.
    await showsCount(page.getByText("The last backup failed"), 2);
    rmSync(folder);

    // Bytes that come when the test says so.
    const bytes = "a slow file";
    expect((await upload(other.ada, bytes)).status).toBe(201);
    const pipe = blobPathIn(dataDir, createHash("sha256").update(bytes).digest("hex"));
    rmSync(pipe);
    expect(Bun.spawnSync(["mkfifo", pipe]).exitCode).toBe(0);
    await button.click();
    await section.getByText("Backing up…").waitFor();
    expect(await button.getAttribute("aria-disabled")).toBe("true");
    expect(await section.locator("dl > div", { hasText: "Last backup" }).textContent()).toContain("None yet");
    writeFileSync(pipe, "");
    await section.getByText("Backup created").waitFor();
    expect(await button.getAttribute("aria-disabled")).toBe("false");
    expect(await section.locator("dl > div", { hasText: "Backups kept" }).textContent()).toContain("1");
    await page.getByText("No warnings").waitFor();
    expect(complaints).toEqual([]);
  } finally {
    await other.close();
  }
}, 60_000);
