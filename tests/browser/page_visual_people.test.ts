// The views and dialogs of rooms and people: looked at on desktop and phone, light and dark; and at 320 px.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "bun:test";
import type { BrowserContextOptions, Page } from "playwright-core";

import { signUp, type Person } from "../support/client.ts";
import { upload } from "../support/files.ts";
import { dialog, messages, myMenu, statuses } from "../support/page_parts.ts";

import { examineAll, sizes } from "./page_visual_support.ts";
import {
  inMyMenu,
  inRoomMenu,
  openFromHead,
  openSignedIn,
  openWorkspace,
  postMessage,
  sidebarRow,
  openSeat,
  type Workspace,
} from "./page_support.ts";

let workspace: Workspace;
let noor: Person;
let roomId: number;
let directId: number;

beforeAll(async () => {
  workspace = await openWorkspace();
  const { ada, bob, server } = workspace;
  await ada.patch("/api/workspace", { name: "Harbour Works" });
  noor = await signUp(server.url, { username: "Noor", invitedBy: ada });
  const elif = await signUp(server.url, { username: "Elif", invitedBy: ada });
  // In no room but the first.
  await signUp(server.url, { username: "Iris", invitedBy: ada });
  const gone = await signUp(server.url, { username: "Zoë", invitedBy: ada });
  const long = await signUp(server.url, { username: "W".repeat(32), invitedBy: ada });
  const layla = await signUp(server.url, { username: "ليلى", invitedBy: ada });
  await ada.patch(`/api/users/${gone.user.id}`, { deactivated: true });
  await ada.patch("/api/me", { status: { emoji: "✍️", text: "Writing the changelog", until: null } });
  const untilThen = Date.now() + 3 * 86_400_000;
  await elif.patch("/api/me", { status: { emoji: "🌴", text: "at the sea", until: untilThen } });
  await noor.patch("/api/me", { dndUntil: Date.now() + 86_400_000 });
  await long.patch("/api/me", { status: { emoji: "🧵", text: "s".repeat(100), until: null } });
  const others = [bob, noor, elif, long, layla].map(({ user }) => user.id);
  const topic = "Ship on Thursday. Blockers on the board, nothing else.";
  const created = await ada.post("/api/rooms", { name: "release-2.4", topic, kind: "private" });
  roomId = created.body.room.id;
  await ada.post(`/api/rooms/${roomId}/members`, { userIds: others });
  await postMessage(bob, roomId, "The migration ran on the copy: 1.2 M messages in 41 s.");
  await postMessage(noor, roomId, "@Ada can you put that in the changelog?");
  await ada.patch(`/api/rooms/${roomId}/settings`, { starred: true });
  const noise = await ada.post("/api/rooms", { name: "noise" });
  await ada.patch(`/api/rooms/${noise.body.room.id}/settings`, { mutedUntil: untilThen });
  const old = await ada.post("/api/rooms", { name: "last year" });
  await ada.patch(`/api/rooms/${old.body.room.id}`, { archived: true });
  for (const [person, words] of [
    [layla, "مرحبا"],
    [long, "w".repeat(90)],
    [noor, "Three things before Thursday."],
    [elif, "See you on Monday."],
  ] as const) {
    const direct = await person.post("/api/direct", { userIds: [ada.user.id] });
    await postMessage(person, direct.body.room.id, words);
    directId = direct.body.room.id;
  }
  await ada.post("/api/direct", { userIds: [bob.user.id, noor.user.id] });
  await upload(noor, new Uint8Array(300_000));
  const { body: uploaded } = await upload(elif, new Uint8Array(1_200_000));
  await elif.post("/api/rooms/1/messages", { clientId: "files", body: "", fileIds: [uploaded.file.id] });
}, 60_000);

afterAll(() => workspace.close());

afterEach(() => workspace.closeContexts());

/** Each view by the name of its picture: how to get there, and what is there when it is. */
const fromRoom: Record<string, (page: Page) => Promise<void>> = {
  "room-menu": async (page) => {
    await page.getByRole("button", { name: "Room menu" }).click();
    await page.getByRole("menuitem", { name: "Leave room" }).waitFor();
  },
  "members-menu": async (page) => {
    await openFromHead(page, "Members");
    await dialog(page).getByRole("button", { name: "Actions for Bob" }).click();
    await page.getByRole("menuitem", { name: "Make an owner" }).waitFor();
  },
  "add-people": async (page) => {
    await inRoomMenu(page, "Add people");
    await dialog(page).getByRole("option", { name: "Iris" }).click();
    await dialog(page)
      .getByRole("button", { name: /^Remove /u })
      .waitFor();
  },
  "room-settings": async (page) => {
    await inRoomMenu(page, "Room settings");
    await dialog(page).getByRole("button", { name: "Archive" }).waitFor();
  },
  "make-public": async (page) => {
    await inRoomMenu(page, "Room settings");
    await dialog(page).getByRole("button", { name: "Make public" }).click();
    await dialog(page).getByText("read all past messages").waitFor();
  },
  "room-log": async (page) => {
    await inRoomMenu(page, "Room activity");
    await dialog(page).getByRole("listitem").first().waitFor();
  },
  "room-preferences": async (page) => {
    await inRoomMenu(page, "Notifications");
    await dialog(page).getByRole("switch", { name: "Starred" }).waitFor();
  },
};

const fromList: Record<string, (page: Page) => Promise<void>> = {
  side: async (page) => {
    await sidebarRow(page, "Elif").waitFor();
  },
  "create-private": async (page) => {
    await page.getByRole("button", { name: "Create a room" }).click();
    await dialog(page).getByRole("radio", { name: "Private" }).check();
  },
  "new-message": async (page) => {
    await page.getByRole("button", { name: "New message" }).click();
    await dialog(page).getByRole("option", { name: "Bob" }).click();
    await dialog(page).getByRole("option", { name: "Elif" }).click();
    await dialog(page)
      .getByRole("button", { name: /^Remove /u })
      .nth(1)
      .waitFor();
  },
  "my-menu": async (page) => {
    await myMenu(page).click();
    await page.getByRole("menuitem", { name: "Sign out" }).waitFor();
  },
  "my-status": async (page) => {
    await inMyMenu(page, "My status");
    await dialog(page).getByRole("button", { name: "In a meeting" }).click();
  },
};

/** Where admins manage the workspace: the address of each section, and what is looked at there. */
const managed: Record<string, [path: string, go: (page: Page) => Promise<void>]> = {
  "admin-people": [
    "people",
    async (page) => {
      await page.getByRole("listitem").getByText("deactivated").waitFor();
    },
  ],
  "admin-people-menu": [
    "people",
    async (page) => {
      await page.getByRole("button", { name: "Actions for Elif" }).click();
      await page.getByRole("menuitem", { name: "Erase for good" }).waitFor();
    },
  ],
  "admin-erase": [
    "people",
    async (page) => {
      await page.getByRole("button", { name: "Actions for Elif" }).click();
      await page.getByRole("menuitem", { name: "Erase for good" }).click();
      await dialog(page).getByRole("button", { name: "Erase for good" }).click();
      await dialog(page).getByText("The name doesn't match.").waitFor();
    },
  ],
  "admin-reset": [
    "people",
    async (page) => {
      await page.getByRole("button", { name: "Actions for Elif" }).click();
      await page.getByRole("menuitem", { name: "Create reset link" }).click();
      await dialog(page).getByRole("button", { name: "Create link" }).click();
      await dialog(page).getByLabel("Reset link").waitFor();
    },
  ],
  "admin-rooms": [
    "rooms",
    async (page) => {
      await page.getByRole("listitem").getByText("archived").waitFor();
    },
  ],
  "admin-registration": [
    "registration",
    async (page) => {
      await page.getByRole("radio", { name: "People with an invite link" }).waitFor();
      await page
        .getByRole("button", { name: /^Revoke/ })
        .first()
        .waitFor();
    },
  ],
  "admin-workspace": [
    "workspace",
    async (page) => {
      await page.getByLabel("Name").waitFor();
    },
  ],
  "admin-retention": [
    "retention",
    async (page) => {
      await page.getByLabel("Keep messages for (days)").waitFor();
    },
  ],
  "admin-server": [
    "server",
    async (page) => {
      await page.getByText("No warnings").waitFor();
      await page.getByText("not sent yet").waitFor();
    },
  ],
  "admin-server-warnings": [
    "server",
    async (page) => {
      await page.route("**/api/admin/server", async (route) => {
        const answer = await route.fetch();
        const { server } = await answer.json();
        const since = Date.now() - 3_600_000;
        await route.fulfill({
          json: {
            server: {
              ...server,
              disk: { freeBytes: 0.2 * 2 ** 30, totalBytes: 40 * 2 ** 30, reserveBytes: 0.8 * 2 ** 30 },
              warnings: [
                {
                  code: "disk_low",
                  text: "Uploads are paused because disk space is low; messages still work. Free up disk space, or move the data folder to a larger disk.",
                  since,
                  isUnready: false,
                },
                {
                  code: "database_replaced",
                  text: "The database file is gone from /srv/confab/data/confab.db. Nothing is saved. Stop the server, put the right files back into /srv/confab/data, and start it again.",
                  since,
                  isUnready: true,
                },
              ],
            },
          },
        });
      });
      await page.reload();
      await page.getByText("The disk is almost full").waitFor();
    },
  ],
  "admin-audit": [
    "audit",
    async (page) => {
      await page.getByRole("list", { name: "Audit log" }).getByRole("listitem").first().waitFor();
    },
  ],
};

/** At this address with nothing open, as after a load, which costs four times as much. */
async function backTo(page: Page, path: string): Promise<void> {
  const open = dialog(page).or(page.getByRole("menu"));
  while ((await open.count()) > 0) await page.keyboard.press("Escape");
  await openSignedIn(page, path);
}

async function examineEach(
  views: Record<string, (page: Page) => Promise<void>>,
  { path, ...size }: { path: string; name: string; options: BrowserContextOptions },
): Promise<void> {
  const { page, complaints } = await openSeat(workspace, workspace.ada, path, size.options);
  for (const [view, go] of Object.entries(views)) {
    await backTo(page, path);
    await go(page);
    await examineAll(page, `${view}-${size.name}`, { isFloating: view.endsWith("menu") });
  }
  expect(complaints).toEqual([]);
}

for (const { name, options } of sizes) {
  describe(name, () => {
    test("[VISUAL] the list, and what opens from it", async () => {
      await examineEach(fromList, { path: "/", name, options });
    }, 120_000);

    test("[VISUAL] what admins manage, and what others see at its address", async () => {
      const seat = await openSeat(workspace, workspace.ada, "/admin", options);
      for (const [view, [path, go]] of Object.entries(managed)) {
        await backTo(seat.page, `/admin/${path}`);
        await go(seat.page);
        await examineAll(seat.page, `${view}-${name}`, { isFloating: view.endsWith("menu") });
      }
      const other = await openSeat(workspace, workspace.bob, "/admin/people", options);
      await other.page.getByRole("heading", { name: "Admins only" }).waitFor();
      await examineAll(other.page, `admin-refused-${name}`);
      expect([...seat.complaints, ...other.complaints]).toEqual([]);
    }, 60_000);

    test("[VISUAL] a private room's menu and dialogs", async () => {
      await examineEach(fromRoom, { path: `/r/${roomId}`, name, options });
    }, 120_000);

    test("[VISUAL] a direct room, the card of a person, and who came in", async () => {
      const seat = await openSeat(workspace, workspace.ada, `/r/${directId}`, options);
      await messages(seat.page).first().waitFor();
      await examineAll(seat.page, `direct-${name}`);
      await seat.page.getByRole("heading", { level: 1 }).getByRole("button").click();
      await seat.page.getByRole("dialog", { name: "Elif" }).getByText("at the sea").waitFor();
      await examineAll(seat.page, `card-${name}`, { isFloating: true });
      await openSignedIn(seat.page, `/r/${roomId}`);
      await seat.page.getByText("The migration ran on the copy").waitFor();
      await workspace.ada.patch(`/api/rooms/${roomId}/members/${noor.user.id}`, { role: "owner" });
      await workspace.ada.patch(`/api/rooms/${roomId}/members/${noor.user.id}`, { role: "member" });
      await statuses(seat.page).getByRole("paragraph").nth(1).waitFor();
      await examineAll(seat.page, `room-news-${name}`, { isFloating: true });
      expect(seat.complaints).toEqual([]);
    }, 60_000);
  });
}
