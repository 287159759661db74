// Every naughty string where it was never meant to be: names, topics, client ids, refs, tokens, queries, paths. Whatever
// it is, the answer is an answer: never 5xx, never a dead socket, and what was taken comes back as it was.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";

import { call, setUpWorkspace, testPassword, type Person } from "../support/client.ts";
import { inParallel } from "../support/in_parallel.ts";
import { naughtyStrings } from "../support/real_texts.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

let server: TestServer;
let ada: Person;
let roomId = 0;
beforeAll(async () => {
  server = await startTestServer({ env: { REGISTRATION: "open" } });
  ada = await setUpWorkspace(server.url);
  roomId = (await ada.get("/api/rooms")).body.rooms[0].id;
}, 60_000);
afterAll(() => server.dispose());

/** Besides the list: what JSON can say and a database cannot hold. */
const strings = [...naughtyStrings, "\ud800", "a\0b", "\udc00\ud800", "\u202egnirts", "x".repeat(20_000)];
const trimmed = (text: string) => text.trim();

function expectAnswer({ status, body }: { status: number; body: unknown }, text: string): void {
  expect(status, `${JSON.stringify(text).slice(0, 200)}: ${JSON.stringify(body).slice(0, 200)}`).toBeLessThan(
    500,
  );
}

/** Whoever took one string must still take another. */
async function expectAlive(): Promise<void> {
  const socket = await ada.connect();
  const { result } = await socket.askOk({
    type: "post",
    roomId,
    clientId: crypto.randomUUID(),
    body: "Still here.",
  });
  expect("message" in result && result.message.body).toBe("Still here.");
  await socket.close();
  expect((await call(server.url, "/healthz")).status).toBe(200);
}

describe("[X3] naughty strings everywhere", () => {
  test("[X3] [X1] [L6] as display names", async () => {
    let accepted = 0;
    for (const text of strings) {
      const answer = await ada.patch("/api/me", { displayName: text });
      expectAnswer(answer, text);
      if (answer.status !== 200) continue;
      accepted += 1;
      // Nothing at all means the username.
      const shown = trimmed(text) || "Ada";
      expect(answer.body.user.displayName).toBe(shown);
      expect((await ada.get("/api/me")).body.user.displayName).toBe(shown);
    }
    expect(accepted).toBeGreaterThan(200);
    await ada.patch("/api/me", { displayName: "Ada" });
    await expectAlive();
  });

  test("[X3] [X1] [L6] as names and topics of rooms", async () => {
    let accepted = 0;
    async function tryAll(name: string, some: string[]): Promise<void> {
      const { body } = await ada.post("/api/rooms", { name });
      const path = `/api/rooms/${body.room.id}`;
      for (const text of some) {
        const named = await ada.patch(path, { name: text });
        const topical = await ada.patch(path, { topic: text });
        expectAnswer(named, text);
        expectAnswer(topical, text);
        if (named.status !== 200) continue;
        accepted += 1;
        expect((await ada.get(path)).body.room.name).toBe(trimmed(text));
      }
    }
    // A few rooms share a commit.
    const rooms = 8;
    await Promise.all(
      Array.from({ length: rooms }, (_, at) =>
        tryAll(
          `once ${at}`,
          strings.filter((_text, index) => index % rooms === at),
        ),
      ),
    );
    expect(accepted).toBeGreaterThan(200);
    await expectAlive();
  });

  test("[X3] [L2] [L3] as client ids and refs, over socket and REST", async () => {
    const socket = await ada.connect();
    let accepted = 0;
    await inParallel(strings, 16, async (text) => {
      const posted = await socket.ask({ type: "post", roomId, clientId: text, body: "By an odd id." });
      const again = await ada.post(`/api/rooms/${roomId}/messages`, {
        clientId: text,
        body: "By an odd id.",
      });
      expectAnswer(again, text);
      // L2 and X1, and nothing else, decide.
      const isRight = text.length >= 1 && text.length <= 64 && text.isWellFormed() && !text.includes("\0");
      expect(posted.type === "ok", JSON.stringify(text)).toBe(isRight);
      expect(again.status < 400, JSON.stringify(text)).toBe(isRight);
      if (posted.type !== "ok") return;
      accepted += 1;
      // D4 holds for every id: the second way found the first message.
      expect(again.status).toBe(200);
      expect(again.body.message.clientId).toBe(text);
      expect("message" in posted.result && posted.result.message).toEqual(again.body.message);
    });
    expect(accepted).toBeGreaterThan(200);
    for (const text of strings) {
      socket.send(JSON.stringify({ type: "ping", ref: text }));
      // Frames are taken in order: the answer to the next one shows that this one was answered, whatever it was.
      const pong = await socket.ask({ type: "ping" });
      expect(pong.type).toBe("pong");
    }
    await socket.close();
    await expectAlive();
  });

  test("[X3] [L5] as names to register, and to sign in with what was taken", async () => {
    const registered: { text: string; cookie: string }[] = [];
    await inParallel(strings, 16, async (text) => {
      const answer = await call(server.url, "/api/register", {
        method: "POST",
        body: { username: text, password: testPassword },
      });
      expectAnswer(answer, text);
      if (answer.status === 201) {
        expect(answer.body.user.username).toBe(text);
        registered.push({ text, cookie: answer.headers.getSetCookie()[0]?.split(";")[0] ?? "" });
      }
    });
    expect(registered.length).toBeGreaterThan(20);
    for (const { text, cookie } of registered) {
      const me = await call(server.url, "/api/me", { cookie });
      expect(me.body.user.username).toBe(text);
    }
    // Bob's browser lists them all.
    expect((await ada.get(`/api/rooms/${roomId}/members?limit=100`)).status).toBe(200);
    await expectAlive();
  }, 120_000);

  test("[X3] as words before signing in: passwords, invites, reset links, setup codes", async () => {
    // Each costs hashes: every eighth has to do.
    const some = strings.filter((_, index) => index % 8 === 0 || index >= naughtyStrings.length);
    await inParallel(some, 8, async (text) => {
      const doors = [
        ["/api/login", { username: "Ada", password: text }],
        ["/api/invites/lookup", { invite: text }],
        ["/api/reset", { token: text, password: testPassword }],
        ["/api/setup", { username: "Zoe", password: testPassword, code: text }],
      ] as const;
      for (const [path, body] of doors) {
        const answer = await call(server.url, path, { method: "POST", body });
        expectAnswer(answer, text);
        expect(answer.status, path).toBeGreaterThanOrEqual(400);
      }
    });
    await expectAlive();
  }, 120_000);

  test("[X3] as paths, queries and headers", async () => {
    const encoded = (text: string) => encodeURIComponent(text.toWellFormed().slice(0, 4000));
    await inParallel(strings, 8, async (text) => {
      const word = encoded(text);
      const paths = [
        `/${word}`,
        `/r/${word}`,
        `/assets/${word}`,
        `/api/${word}`,
        `/api/rooms/${word}`,
        `/api/rooms/${word}/messages`,
        `/api/rooms/${roomId}/messages?before=${word}`,
        `/api/rooms/${roomId}/messages?limit=${word}`,
        `/api/rooms/${roomId}/sync?rev=${word}`,
        `/api/rooms?after=${word}`,
        `/api/rooms?${word}=1`,
      ];
      for (const path of paths) expectAnswer(await ada.get(path), path);
      expectAnswer(await ada.delete(`/api/messages/${word}`), text);
      // As they are, where HTTP can carry them.
      if (/^[\x21-\x7e]{1,1000}$/.test(text)) {
        const cookie = await call(server.url, "/api/me", { cookie: `confab_session=${text}` });
        expect(cookie.status, text).toBe(401);
        const origin = await call(server.url, "/api/logout", { method: "POST", origin: text });
        expect(origin.status, text).toBe(403);
      }
    });
    await expectAlive();
  }, 120_000);
});
