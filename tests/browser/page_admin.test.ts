// What admins do to people and rooms, seen from both sides.
import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";

import { signUp, testPassword, type Person } from "../support/client.ts";

import { dialog, inMyMenu, openPlace, say, sideRow, sitDown, type Place } from "./page_support.ts";

let place: Place;

beforeAll(async () => {
  place = await openPlace();
}, 60_000);

afterAll(() => place.close());

afterEach(async () => {
  for (const context of place.browser.contexts()) await context.close();
});

const newPerson = (username: string): Promise<Person> =>
  signUp(place.server.url, { username, invitedBy: place.ada });

const row = (page: Page, name: string) => dialog(page).locator(".dialog-row", { hasText: name });

async function ask(page: Page, name: string, item: string): Promise<void> {
  await dialog(page)
    .getByRole("button", { name: `What to do with ${name}` })
    .click();
  await page.getByRole("menuitem", { name: item }).click();
}

test("[P1] a role is given after saying what it means, and counts at once", async () => {
  await newPerson("Grace");
  const hedy = await sitDown(place, await newPerson("Hedy"), "/");
  const ada = await sitDown(place, place.ada, "/");
  await inMyMenu(ada.page, "People");
  await row(ada.page, "Hedy").waitFor();
  await ask(ada.page, "Hedy", "Make an admin");
  await dialog(ada.page).getByText("They can also take this role from you.").waitFor();
  await dialog(ada.page).getByRole("button", { name: "Make an admin" }).click();
  await row(ada.page, "Hedy").getByText("admin").waitFor();
  await hedy.page.locator("button.me").click();
  await hedy.page.getByRole("menuitem", { name: "Audit log" }).waitFor();
  // The last one stays an admin.
  await hedy.page.keyboard.press("Escape");
  await ask(ada.page, "Hedy", "Make a member");
  await dialog(ada.page).getByRole("button", { name: "Make a member" }).click();
  await row(ada.page, "Hedy").getByText("admin").waitFor({ state: "detached" });
  await ask(ada.page, "Ada", "Make a member");
  await dialog(ada.page).getByRole("button", { name: "Make a member" }).click();
  await ada.page.locator(".notice").waitFor();
  await row(ada.page, "Ada").getByText("you, admin").waitFor();
  // Found by the beginning of a name.
  await dialog(ada.page).getByLabel("Find people").fill("gra");
  await row(ada.page, "Hedy").waitFor({ state: "detached" });
  await row(ada.page, "Grace").waitFor();
}, 60_000);

test("[P2] deactivated: at the door at once, greyed for the admin, and back again with the same password", async () => {
  const ida = await newPerson("Ida");
  const ada = await sitDown(place, place.ada, "/");
  const other = await sitDown(place, ida, "/");
  await sideRow(other.page, "lounge").waitFor();
  await inMyMenu(ada.page, "People");
  await ask(ada.page, "Ida", "Deactivate");
  await dialog(ada.page).getByText("They are signed out everywhere at once and cannot sign in.").waitFor();
  await dialog(ada.page).getByRole("button", { name: "Deactivate" }).click();
  await other.page.getByRole("button", { name: "Sign in" }).waitFor();
  await row(ada.page, "Ida").getByText("deactivated").waitFor();
  await ask(ada.page, "Ida", "Reactivate");
  await dialog(ada.page).getByRole("button", { name: "Reactivate" }).click();
  await row(ada.page, "Ida").getByText("deactivated").waitFor({ state: "detached" });
  await other.page.getByLabel("Name", { exact: true }).fill("Ida");
  await other.page.getByLabel("Password", { exact: true }).fill(testPassword);
  await other.page.getByRole("button", { name: "Sign in" }).click();
  await sideRow(other.page, "lounge").waitFor();
}, 60_000);

test("[P3] erasing wants the name typed, empties what was written for everyone, and stands in the audit log", async () => {
  const joan = await newPerson("Joan");
  await joan.post(`/api/rooms/${place.roomId}/join`);
  await say(joan, place.roomId, "words of Joan");
  const direct = await joan.post("/api/direct", { userIds: [place.bob.user.id] });
  await say(joan, direct.body.room.id, "between us");
  const ada = await sitDown(place, place.ada, "/");
  const bob = await sitDown(place, place.bob, `/r/${place.roomId}`);
  await bob.page.locator("article .body", { hasText: "words of Joan" }).waitFor();
  await inMyMenu(ada.page, "People");
  await ask(ada.page, "Joan", "Erase for good");
  await dialog(ada.page).getByText("This cannot be undone.").waitFor();
  await dialog(ada.page).getByLabel("Type Joan to be sure").fill("joan?");
  await dialog(ada.page).getByRole("button", { name: "Erase for good" }).click();
  await dialog(ada.page).getByText("This is not the name.").waitFor();
  await dialog(ada.page).getByLabel("Type Joan to be sure").fill("Joan");
  await dialog(ada.page).getByRole("button", { name: "Erase for good" }).click();
  await row(ada.page, "Joan").waitFor({ state: "detached" });
  await bob.page.locator("article .body", { hasText: "words of Joan" }).waitFor({ state: "detached" });
  // It does not become Bob's room with himself.
  await sideRow(bob.page, "Someone who is gone").waitFor();
  expect(await bob.page.getByText("Joan").count()).toBe(0);
  await ada.page.keyboard.press("Escape");
  await inMyMenu(ada.page, "Audit log");
  await dialog(ada.page).locator(".log-text", { hasText: "Ada erased Someone who is gone." }).waitFor();
  expect([...ada.complaints, ...bob.complaints]).toEqual([]);
}, 60_000);

test("[G6] an admin enters a private room openly: the room sees it, both logs keep it, a direct room stays shut", async () => {
  const { body } = await place.bob.post("/api/rooms", { name: "vault", kind: "private" });
  const roomId: number = body.room.id;
  await say(place.bob, roomId, "ours");
  const direct = await place.bob.post("/api/direct", { userIds: [place.bob.user.id] });
  const ada = await sitDown(place, place.ada, "/");
  const bob = await sitDown(place, place.bob, `/r/${roomId}`);
  await bob.page.locator("article").waitFor();
  await inMyMenu(ada.page, "Enter a private room");
  await dialog(ada.page).getByText("Its members see that you came in").waitFor();
  const field = dialog(ada.page).getByLabel("Its address or number");
  await field.fill("nonsense");
  await dialog(ada.page).getByRole("button", { name: "Enter as owner" }).click();
  await dialog(ada.page).getByText("This is no address of a room.").waitFor();
  await field.fill(`/r/${direct.body.room.id}`);
  await dialog(ada.page).getByRole("button", { name: "Enter as owner" }).click();
  await dialog(ada.page).locator(".form-error, .field-error").waitFor();
  await field.fill(`${place.server.url}/r/${roomId}`);
  await dialog(ada.page).getByRole("button", { name: "Enter as owner" }).click();
  await ada.page.locator("article .body", { hasText: "ours" }).waitFor();
  await bob.page.locator(".room-news-line", { hasText: "Ada came in as an admin." }).waitFor();
  await inMyMenu(ada.page, "Audit log");
  await dialog(ada.page)
    .locator(".log-text", { hasText: `Ada came into room ${roomId} as an admin.` })
    .waitFor();
}, 60_000);

test("[A1] who is no admin has none of these in their menu", async () => {
  const { page } = await sitDown(place, place.bob, "/");
  await page.locator("button.me").click();
  await page.getByRole("menuitem", { name: "My status" }).waitFor();
  for (const name of ["People", "Audit log", "Enter a private room", "This place"]) {
    expect(await page.getByRole("menuitem", { name, exact: true }).count()).toBe(0);
  }
}, 60_000);
