import { expect, test } from "bun:test";

import { call, setUpWorkspace, signIn, type Loose } from "../support/client.ts";
import { startInProcess } from "../support/in_process.ts";
import { createRandom } from "../support/random.ts";
import { startTestServer } from "../support/server.ts";
import { unevenStorage } from "../support/uneven.ts";

const lounge = 1;

test("[W9] SIGTERM: bye and 1012 for all, no acknowledged post is lost, exit 0", async () => {
  const server = await startTestServer();
  try {
    const ada = await setUpWorkspace(server.url);
    const sockets = await Promise.all(Array.from({ length: 60 }, () => ada.connect()));
    const writer = sockets[0];
    if (!writer) throw new Error("There is no socket.");
    // Posts go on until the writer has read the `bye`, as a client does. A few are under way, so that a busy machine is not
    // flooded: sixty sockets that cannot read as fast as one writes are slow readers, whom the server lets go.
    const underWay = 40;
    const line = { isOpen: true };
    let posts = 0;
    let answers = 0;
    let looked = 0;
    const posting = (async () => {
      while (line.isOpen && writer.log().at(-1)?.type !== "bye") {
        for (; looked < writer.log().length; looked += 1)
          if (writer.log()[looked]?.type === "ok") answers += 1;
        for (; posts - answers < underWay; posts += 1) {
          const clientId = `last-${posts}`;
          writer.send(
            JSON.stringify({ type: "post", ref: clientId, roomId: lounge, clientId, body: clientId }),
          );
        }
        await Bun.sleep(1);
      }
    })();
    while (!writer.log().some((frame) => frame.type === "ok")) await Bun.sleep(1);
    const exited = server.stop();
    const closed = await Promise.all(sockets.map((socket) => socket.closed));
    line.isOpen = false;
    await posting;
    expect(await exited).toBe(0);
    expect(new Set(closed.map(({ code }) => code))).toEqual(new Set([1012]));
    for (const socket of sockets) {
      const bye: Loose = socket.log().at(-1);
      expect(bye).toMatchObject({ type: "bye", code: 1012, reconnect: true });
      expect(bye.afterMs).toBeGreaterThanOrEqual(0);
    }
    // Spread: not all are told to come back at once.
    const returns = sockets.map((socket: Loose) => socket.log().at(-1).afterMs);
    expect(new Set(returns).size).toBeGreaterThan(10);

    const acknowledged = writer.log().flatMap((frame) => (frame.type === "ok" ? [String(frame.ref)] : []));
    expect(acknowledged.length).toBeGreaterThan(0);
    const again = await startTestServer({ dataDir: server.dataDir });
    try {
      const back = await signIn(again.url, { username: "Ada" });
      const stored = new Map<string, number>();
      for (let after = 0, more = true; more;) {
        const { body } = await back.get(`/api/rooms/${lounge}/messages?after=${after}&limit=100`);
        for (const message of body.messages) {
          stored.set(message.clientId, (stored.get(message.clientId) ?? 0) + 1);
          after = message.seq;
        }
        more = body.hasAfter;
      }
      expect(acknowledged.filter((clientId) => stored.get(clientId) !== 1)).toEqual([]);
      // D4: what was committed without its `ok` was handed over before the end; nothing came in later out of order.
      expect([...stored.keys()]).toEqual([...stored.keys()].map((_, at) => `last-${at}`));
    } finally {
      await again.dispose();
    }
  } finally {
    await server.dispose();
  }
}, 90_000);

test("[W9] every handed post has its ok before the bye, though outcomes are slow", async () => {
  const choices = createRandom(1);
  const inProcess = await startInProcess({
    wrap: (storage) => unevenStorage(storage, { random: () => choices.next(), maxMs: 30 }),
  });
  const ada = await setUpWorkspace(inProcess.url);
  const socket = await ada.connect();
  for (let post = 0; post < 20; post += 1) {
    const clientId = `p-${post}`;
    socket.send(JSON.stringify({ type: "post", ref: clientId, roomId: lounge, clientId, body: "x" }));
  }
  await socket.next("message");
  const disposed = inProcess.dispose();
  // The last replies are on their way: nobody new is let in, and whoever balances the load is told.
  const knock = await call(inProcess.url, "/ws", {
    cookie: ada.cookie,
    headers: { Connection: "Upgrade", Upgrade: "websocket" },
  });
  expect(knock).toMatchObject({ status: 503, body: { error: { code: "busy" } } });
  expect(knock.headers.get("Retry-After")).toBe("2");
  expect((await call(inProcess.url, "/readyz")).status).toBe(503);
  await disposed;
  await socket.closed;
  const log = socket.log();
  const byes = log.flatMap((frame) =>
    frame.type === "message" && frame.message ? [frame.message.clientId] : [],
  );
  const acknowledged = log.flatMap((frame) => (frame.type === "ok" ? [String(frame.ref)] : []));
  expect(acknowledged.toSorted()).toEqual(byes.toSorted());
  expect(log.at(-1)).toMatchObject({ type: "bye", code: 1012 });
}, 60_000);

test("[W9] SIGINT ends it as well, without anyone connected", async () => {
  const server = await startTestServer();
  server.signal("SIGINT");
  expect(await server.exited).toBe(0);
  expect(server.problems()).toBe("");
  await server.dispose();
});
