// Takes the README's picture of the running product: `bun tests/browser/readme_picture.ts` writes .github/confab.png.
import { openPlace, say, sitDown } from "./page_support.ts";
import { signUp } from "../support/client.ts";

const place = await openPlace();
try {
  const { ada, bob, roomId } = place;
  const noor = await signUp(place.server.url, { username: "Noor", invitedBy: ada });
  await ada.patch("/api/place", { name: "Harbour Works" });
  await ada.patch(`/api/rooms/${roomId}`, {
    name: "release-2.4",
    topic: "Ship on Thursday. Blockers on the board, nothing else.",
  });
  await noor.post(`/api/rooms/${roomId}/join`);
  for (const name of ["design", "support"]) await ada.post("/api/rooms", { name });
  await ada.post("/api/rooms", { name: "hiring", kind: "private" });
  await say(bob, roomId, "The migration ran on the copy: 1.2 M messages in 41 s, no lock longer than 8 ms.");
  const { body: asked } = await bob.post(`/api/rooms/${roomId}/messages`, {
    clientId: "question",
    body: "One question is open: do we keep `created_at` for display only?",
  });
  await noor.post(`/api/rooms/${roomId}/messages`, {
    clientId: "answer",
    body: "Yes. **Order comes from the room**, the clock is decoration. @Ada can you put that in the changelog?",
    replyTo: asked.message.id,
  });
  await say(ada, roomId, "Then the changelog says so. Draft by noon, at https://example.org/changelog.");
  await say(noor, roomId, "مرحبا، شكرا");
  await ada.put(`/api/messages/${asked.message.id}/pin`);
  for (const other of [bob, noor]) {
    const { body } = await ada.post("/api/direct", { userIds: [other.user.id] });
    await say(other, body.room.id, "Coffee at ten?");
    if (other === bob) await ada.put(`/api/rooms/${body.room.id}/read`, { seq: 1 });
  }
  for (let left = 3; left > 0; left -= 1) await say(bob, 1, `Lunch in ${left * 10} minutes.`);
  const { page } = await sitDown(place, ada, `/r/${roomId}`, { viewport: { width: 1200, height: 720 } });
  await say(bob, roomId, "Read it on the train. Ship it.");
  await page.getByText("Ship it.").waitFor();
  await page.getByRole("textbox").last().fill("On it, thank you");
  // Read, once it was on the screen for a moment.
  await page.waitForFunction(() => !document.querySelector(".side-row.is-selected.is-unread"));
  await page.screenshot({ path: new URL("../../.github/confab.png", import.meta.url).pathname });
} finally {
  await place.close();
}
