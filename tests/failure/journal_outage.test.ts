// SPEC H8 and H9: another program holds the database of the real server. Each test waits out what a server takes to give up, with
// a server of its own: side by side.
import { expect, test } from "bun:test";

import { setUpWorkspace, signIn } from "../support/client.ts";
import { startTestServer, within, type TestServer } from "../support/server.ts";
import { holdDatabase } from "../torture/hold_database.ts";

const lounge = 1;

const readiness = async (server: TestServer) => {
  const response = await fetch(`${server.url}/readyz`);
  return `${response.status} ${(await response.text()).trim()}`;
};

test.concurrent(
  "[H9] people go on trying in an outage: not ready within moments of 10 s, ready at once when it is over",
  async () => {
    const server = await startTestServer();
    try {
      const ada = await setUpWorkspace(server.url);
      const release = await holdDatabase(server, "keep");
      const post = (clientId: string) =>
        ada.post(`/api/rooms/${lounge}/messages`, { clientId, body: "Is anybody there?" });
      const first = post("first");
      first.catch(() => undefined);
      const tries: number[] = [];
      const untilUnready = async () => {
        for (let serial = 0; (await readiness(server)).startsWith("200"); serial += 1) {
          // The first of these may still wait: from the fourth failure on they are refused at once.
          void post(`more-${serial}`).then(
            ({ status }) => tries.push(status),
            () => undefined,
          );
          await Bun.sleep(500);
        }
      };
      await within(untilUnready(), 30_000, () => "It says ready for as long as people try.");
      expect(await readiness(server)).toBe("503 the disk does not answer");
      expect(tries.filter((status) => status === 503).length).toBeGreaterThan(3);
      expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
      await release();
      expect((await first).status).toBe(201);
      // One more may have waited behind it; nobody tries any more.
      const untilReady = async () => {
        while ((await readiness(server)) !== "200 ready") await Bun.sleep(20);
      };
      await within(untilReady(), 10_000, () => "It does not say ready again.");
      expect(await server.stop()).toBe(0);
    } finally {
      await server.dispose();
    }
  },
  60_000,
);

test.concurrent(
  "[H8] SIGTERM while the database is held: it ends, nothing acknowledged is lost, and a successor starts",
  async () => {
    const server = await startTestServer();
    try {
      const ada = await setUpWorkspace(server.url);
      const socket = await ada.connect();
      await socket.askOk({ type: "post", roomId: lounge, clientId: "before", body: "Before." });
      const release = await holdDatabase(server, "keep");
      socket.send(
        JSON.stringify({ type: "post", ref: "stuck", roomId: lounge, clientId: "stuck", body: "Stuck." }),
      );
      const overRest = ada.post(`/api/rooms/${lounge}/messages`, { clientId: "rest", body: "Stuck too." });
      const restAnswer = overRest.then(
        ({ status }) => status,
        () => "cut",
      );
      while (!server.stderr().includes('"tries":4')) await Bun.sleep(10);
      const code = await within(server.stop(), 12_000, () => "It does not end.");
      expect(code).toBe(1);
      expect(server.stderr()).toContain("stopped_late");
      expect((await socket.closed).code).toBe(1012);
      expect(socket.log().at(-1)).toMatchObject({ type: "bye", code: 1012 });
      expect(socket.log().filter(({ type }) => type === "ok")).toHaveLength(1);
      expect([503, "cut"]).toContain(await restAnswer);
      await release();

      const successor = await startTestServer({ dataDir: server.dataDir });
      try {
        const back = await signIn(successor.url, { username: "Ada" });
        const { body } = await back.get(`/api/rooms/${lounge}/messages`);
        expect(body.messages.map(({ clientId }: { clientId: string }) => clientId)).toContain("before");
        await back.post(`/api/rooms/${lounge}/messages`, { clientId: "after", body: "After." });
      } finally {
        await successor.dispose();
      }
    } finally {
      await server.dispose();
    }
  },
  60_000,
);
