// How many sockets there may be (W13): in all, and from one address. The refusal is read off a plain request, as fetch shows it.
import { afterEach, expect, test } from "bun:test";

import { readDescriptorLimit, socketLimit } from "../../src/descriptor_limit.ts";
import { openSocket, setUpPlace, signUp, type Person, type TestSocket } from "../support/client.ts";
import { startInProcess, type InProcess } from "../support/in_process.ts";

let server: InProcess;
const sockets: TestSocket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  await server.dispose();
});

async function open(who: Person, address = "192.0.2.1"): Promise<TestSocket | null> {
  try {
    const headers = { "X-Forwarded-For": address };
    const socket = await openSocket(server.url, { cookie: who.cookie, headers });
    sockets.push(socket);
    await socket.next("hello");
    return socket;
  } catch {
    return null;
  }
}

async function refusal(who: Person, address = "192.0.2.1") {
  const response = await fetch(`${server.url}/ws`, {
    headers: {
      Cookie: who.cookie,
      Origin: server.url,
      "X-Forwarded-For": address,
      Connection: "Upgrade",
      Upgrade: "websocket",
      "Sec-WebSocket-Version": "13",
      "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    },
  });
  const { error } = await response.json();
  return [response.status, error.code, Number(response.headers.get("retry-after")) > 0];
}

const start = (limits: "on" | "off", most: string) =>
  startInProcess({ env: { SOCKETS: most, RATE_LIMITS: limits, TRUSTED_PROXIES: "127.0.0.1" } });

test("[W13] in all: the next one is refused as busy until one closes, also when many come at once", async () => {
  server = await start("off", "6");
  const ada = await setUpPlace(server.url);
  const bob = await signUp(server.url, { username: "Bob", invitedBy: ada });
  const many = await Promise.all(Array.from({ length: 30 }, (_, index) => open(index % 2 === 0 ? ada : bob)));
  const opened = many.filter((socket) => socket !== null);
  expect(opened).toHaveLength(6);
  expect(await refusal(bob)).toEqual([503, "busy", true]);
  const { body } = await ada.get("/api/admin/server");
  expect(body.server).toMatchObject({ sockets: 6, socketLimit: 6 });
  await opened[0]?.close();
  while ((await ada.get("/api/admin/server")).body.server.sockets > 5) await Bun.sleep(20);
  expect(await open(bob)).not.toBeNull();
});

test("[W13] from one address come at most half of them; others have room", async () => {
  server = await start("on", "6");
  const ada = await setUpPlace(server.url);
  const bob = await signUp(server.url, { username: "Bob", invitedBy: ada });
  for (const who of [ada, bob, ada]) expect(await open(who, "2001:db8:1:2::3")).not.toBeNull();
  // The same network of IPv6.
  expect(await refusal(bob, "2001:db8:1:2:ffff::9")).toEqual([429, "too_fast", true]);
  expect(await open(bob, "2001:db8:1:3::3")).not.toBeNull();
  expect(await open(ada, "192.0.2.7")).not.toBeNull();
});

test("[W13] the descriptors of the process bound what is set", async () => {
  server = await start("off", "6");
  expect(socketLimit({ wanted: null, descriptors: 1024 })).toBe(768);
  expect(socketLimit({ wanted: 10_000, descriptors: 1024 })).toBe(768);
  expect(socketLimit({ wanted: 100, descriptors: 1024 })).toBe(100);
  expect(socketLimit({ wanted: null, descriptors: 1_000_000 })).toBe(50_000);
  expect(socketLimit({ wanted: 70_000, descriptors: null })).toBe(70_000);
  if (process.platform === "linux") expect(readDescriptorLimit()).toBeGreaterThan(0);
});
