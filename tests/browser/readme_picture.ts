// Takes the README's picture of the running product: `bun tests/browser/readme_picture.ts` writes .github/confab.png.
import { signUp } from "../support/client.ts";
import { upload } from "../support/files.ts";
import { composer, pictures, sidebar, timeline, unreadCount, untilEqual } from "../support/page_parts.ts";

import { postAs } from "./page_message_support.ts";
import { openWorkspace, postMessage, openSeat } from "./page_support.ts";

const workspace = await openWorkspace();

/** The sea in the morning, drawn by the browser: no picture is in the repository. */
async function photo(): Promise<Uint8Array<ArrayBuffer>> {
  const page = await workspace.browser.newPage({ viewport: { width: 720, height: 300 } });
  await page.setContent(
    `<body style="margin: 0; background: linear-gradient(#f6dcc3 0 34%, #f3c9a5 58%, #5f93a1 58% 66%, #3c6f80)">
       <div style="position: absolute; inset: 96px auto auto 440px; width: 76px; height: 76px; border-radius: 50%; background: #fff4e2"></div>
       <div style="position: absolute; inset: 184px auto 0 0; width: 330px; background: #2c3f4c; clip-path: polygon(0 0, 100% 6px, 100% 14px, 60% 16px, 60% 100%, 55% 100%, 55% 17px, 22% 19px, 22% 100%, 16% 100%, 16% 20px, 0 22px)"></div>
     </body>`,
  );
  const bytes = await page.screenshot();
  await page.close();
  return new Uint8Array(bytes);
}

try {
  const { ada, bob, roomId } = workspace;
  const noor = await signUp(workspace.server.url, { username: "Noor", invitedBy: ada });
  const elif = await signUp(workspace.server.url, { username: "Elif", invitedBy: ada });
  await bob.patch("/api/me", { displayName: "Tomás" });
  await ada.patch("/api/workspace", { name: "Harbour Works" });
  await ada.patch("/api/me", { status: { emoji: "✍️", text: "Writing the changelog", until: null } });
  await elif.patch("/api/me", { status: { emoji: "🌴", text: "until Monday", until: null } });
  const topic = "Ship on Thursday. Blockers on the board, nothing else.";
  await ada.patch(`/api/rooms/${roomId}`, { name: "release-2.4", topic });
  for (const person of [noor, elif]) await person.post(`/api/rooms/${roomId}/join`);
  for (const name of ["design", "support"]) await ada.post("/api/rooms", { name });
  await ada.post("/api/rooms", { name: "hiring", kind: "private" });
  const ran = await postAs(
    bob,
    roomId,
    "The migration ran on the copy: **1.2 M messages in 41 s**, no lock longer than 8 ms.",
  );
  const asked = await postAs(bob, roomId, "One question is open: do we keep `created_at` for display only?");
  await postAs(
    noor,
    roomId,
    "Yes. Order comes from the room, the clock is decoration. @Ada can you put that in the changelog?\n" +
      "```sql\nselect id, seq, body from messages\nwhere room_id = 7 and seq < 812 order by seq desc limit 50;\n```",
    asked.id,
  );
  for (const [person, emoji] of [
    [ada, "🎉"],
    [noor, "🎉"],
    [elif, "👀"],
  ] as const) {
    await person.put(`/api/messages/${ran.id}/reactions/${encodeURIComponent(emoji)}`);
  }
  await postAs(ada, roomId, "Draft by noon. شكرا @Noor");
  const sent = await upload(elif, await photo(), { roomId, name: "pier.png" });
  await elif.post(`/api/rooms/${roomId}/messages`, {
    clientId: crypto.randomUUID(),
    body: "Good morning from the pier.",
    fileIds: [sent.body.file.id],
  });
  await ada.put(`/api/messages/${asked.id}/pin`);
  for (const other of [elif, bob, noor]) {
    const { body } = await ada.post("/api/direct", { userIds: [other.user.id] });
    await postMessage(other, body.room.id, "Coffee at ten?");
    if (other !== noor) await ada.put(`/api/rooms/${body.room.id}/read`, { seq: 1 });
  }
  for (let left = 3; left > 0; left -= 1) await postMessage(bob, 1, `Lunch in ${left * 10} minutes.`);
  const writer = await openSeat(workspace, noor, `/r/${roomId}`);
  const { page } = await openSeat(workspace, ada, `/r/${roomId}`, { viewport: { width: 1280, height: 840 } });
  await page.getByRole("button", { name: "About this room" }).click();
  const details = page.getByRole("complementary", { name: "About this room" });
  await details.getByText("pier.png").waitFor();
  await details.getByRole("button", { name: "Elif" }).waitFor();
  await pictures(page).waitFor();
  await untilEqual(() => pictures(page).evaluate((image: HTMLImageElement) => image.complete), true);
  await timeline(page).evaluate((box) => box.scrollTo(0, 1e6));
  await composer(page).fill("See you there, **all** of you");
  await composer(writer.page).pressSequentially("I");
  await page.getByText("Noor is typing").waitFor();
  // Read, once it was on the screen for a moment.
  await unreadCount(sidebar(page)).waitFor({ state: "detached" });
  await page.screenshot({ path: new URL("../../.github/confab.png", import.meta.url).pathname });
} finally {
  await workspace.close();
  await workspace.browser.close();
}
