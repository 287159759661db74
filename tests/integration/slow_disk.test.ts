// SPEC A5: who waits for the disk holds up nobody else.
import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Person } from "../support/client.ts";
import { expectStatus, postMessage } from "../support/message_rooms.ts";
import type { TestServer } from "../support/server.ts";
import { startWorkspace } from "../support/workspace.ts";

const lounge = 1;
const entry = join(import.meta.dir, "../support/held_disk/main.ts");
let folder: string;
let held: string;
let server: TestServer;
let ada: Person;
let bob: Person;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "confab-test-"));
  held = join(folder, "held");
  ({ server, ada, bob } = await startWorkspace({ entry, env: { HELD_FILE: held } }));
});
afterAll(async () => {
  await server.dispose();
  await rm(folder, { recursive: true, force: true });
});

test("[A5] [D1] while a commit waits for the disk, typing, presence, history and search are answered, and the post is not", async () => {
  const { id } = await postMessage(ada, lounge, "before the disk stopped");
  const [adas, bobs] = [await ada.connect(), await bob.connect()];
  await Bun.write(held, "");
  const posts = ["one", "two", "three"].map((body) =>
    adas.askOk({ type: "post", roomId: lounge, clientId: `held-${body}`, body }),
  );
  let isAnswered = false;
  for (const post of posts) void post.then(() => (isAnswered = true));
  // Frames of a socket are handled in order: when it is answered, the posts are with the journal.
  await adas.askOk({ type: "typing", roomId: lounge });
  expect(await bobs.next("typing")).toMatchObject({ roomId: lounge, userId: ada.user.id, on: true });
  await bobs.askOk({ type: "watch", userIds: [ada.user.id] });
  await adas.askOk({ type: "presence", state: "away" });
  // That she is online may come first.
  while ((await bobs.next("presence")).state !== "away");
  const history = expectStatus(await bob.get(`/api/rooms/${lounge}/messages`), 200);
  expect(history.messages.at(-1)).toMatchObject({ id });
  const found = expectStatus(await bob.get("/api/search?q=stopped"), 200);
  expect(found.messages).toHaveLength(1);
  const newcomer = await bob.connect();
  expect(newcomer.hello.rooms).toHaveLength(1);
  const early = bobs.log().filter(({ type }) => type === "message");
  expect([isAnswered, early]).toEqual([false, []]);
  await rm(held);
  await Promise.all(posts);
  for (const body of ["one", "two", "three"]) {
    expect((await bobs.next("message")).message).toMatchObject({ clientId: `held-${body}`, body });
  }
  await Promise.all([adas, bobs, newcomer].map((socket) => socket.close()));
});
