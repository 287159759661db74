// One browser with Ada in it, at a server where Bob is too.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { setUpWorkspace, signUp, type Person } from "../support/client.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

import { createScreen, type Screen } from "./screen.ts";
import type { Engine, EngineOptions } from "./tab.ts";

export interface Seat {
  ada: Person;
  bob: Person;
  /** The browser's first tab. */
  screen: Screen;
  /** A further one, in front. */
  openScreen: () => Promise<Screen>;
  /** Of Ada's session; null signs out. */
  setCookie: (cookie: string | null) => Promise<void>;
  server: TestServer;
  /** The server, after it was killed, on the same port and data. */
  startAgain: () => Promise<void>;
  /** For files; it is removed at the end. */
  folder: string;
  close(): Promise<void>;
}

export async function sitDownAt(open: (options: EngineOptions) => Promise<Engine>): Promise<Seat> {
  const folder = await mkdtemp(join(tmpdir(), "confab-browser-"));
  const [server, engine] = await Promise.all([startTestServer(), open({ folder })]);
  const ada = await setUpWorkspace(server.url);
  const bob = await signUp(server.url, { username: "Bob", invitedBy: ada });
  await engine.setCookie(server.url, ada.cookie);
  const openScreen = async () => createScreen(await engine.openTab(), server.url);
  console.log(engine.name);
  const seat: Seat = {
    ada,
    bob,
    server,
    folder,
    screen: await openScreen(),
    openScreen,
    setCookie: (cookie) => engine.setCookie(server.url, cookie),
    async startAgain() {
      const { dataDir, port } = server;
      seat.server = await startTestServer({ dataDir, port });
    },
    async close() {
      await engine.close();
      if (seat.server !== server) await seat.server.dispose();
      await server.dispose();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return seat;
}

/** A public room in which both are. */
export async function roomOfTwo({ ada, bob }: Seat, name: string): Promise<number> {
  const { body } = await ada.post("/api/rooms", { name });
  await bob.post(`/api/rooms/${body.room.id}/join`);
  return body.room.id;
}

export async function postMessage(person: Person, roomId: number, body: string): Promise<void> {
  const { status } = await person.post(`/api/rooms/${roomId}/messages`, {
    clientId: crypto.randomUUID(),
    body,
  });
  if (status !== 201) throw new Error(`Not said: ${status}`);
}

interface Held {
  body: string;
  replyTo: number | null;
  id: number;
  editedAt: number | null;
  reactions: { emoji: string; userIds: number[] }[];
  files: { name: string; size: number }[];
}

/** What the server holds, oldest first, once the page waits for it no more. */
export async function held({ screen, ada }: Seat, roomId: number): Promise<Held[]> {
  await screen.miss({ role: "article", name: "Waiting to be sent" });
  const { body } = await ada.get(`/api/rooms/${roomId}/messages?limit=100`);
  return body.messages;
}
