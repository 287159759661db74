// How many sockets there may be (W13): in all, from one address, of one person, within the descriptors. The refusal is read off a plain request, as fetch shows it.
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "bun:test";

import { descriptorAdvice, readDescriptorLimit, socketLimit } from "../../src/platform/descriptor_limit.ts";
import { openSocket, setUpWorkspace, type Person, type TestSocket } from "../support/client.ts";
import { startInProcess, type InProcess } from "../support/in_process.ts";
import { startTestServer } from "../support/server.ts";
import { signUpPeople } from "../support/workspace.ts";

const main = join(import.meta.dir, "../../src/main.ts");

let server: InProcess | null = null;
const sockets: TestSocket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  await server?.dispose();
  server = null;
});

async function open(who: Person, address = "192.0.2.1"): Promise<TestSocket | null> {
  try {
    const headers = { "X-Forwarded-For": address };
    const socket = await openSocket(who.url, { cookie: who.cookie, headers });
    sockets.push(socket);
    await socket.next("hello");
    return socket;
  } catch {
    return null;
  }
}

async function refusal(who: Person, address?: string) {
  const response = await askForSocket(who, address);
  const { error } = await response.json();
  return [response.status, error.code, Number(response.headers.get("retry-after")) > 0];
}

async function refusalText(who: Person, address?: string): Promise<string> {
  const { error } = await (await askForSocket(who, address)).json();
  return error.message;
}

function askForSocket(who: Person, address = "192.0.2.1"): Promise<Response> {
  return fetch(`${who.url}/ws`, {
    headers: {
      Cookie: who.cookie,
      Origin: who.url,
      "X-Forwarded-For": address,
      Connection: "Upgrade",
      Upgrade: "websocket",
      "Sec-WebSocket-Version": "13",
      "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    },
  });
}

async function start(
  limits: "on" | "off",
  maxSockets: string,
  monotonicMs?: () => number,
): Promise<InProcess> {
  const env = { SOCKETS: maxSockets, RATE_LIMITS: limits, TRUSTED_PROXIES: "127.0.0.1" };
  server = await startInProcess({ env, ...(monotonicMs && { monotonicMs }) });
  return server;
}

test("[W13] in all: the next one is refused as busy until one closes, also when many come at once", async () => {
  const server = await start("off", "6");
  const { ada, bob } = await signUpPeople(server.url);
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
  const server = await start("on", "6");
  const { ada, bob } = await signUpPeople(server.url);
  for (const who of [ada, bob, ada]) expect(await open(who, "2001:db8:1:2::3")).not.toBeNull();
  // The same network of IPv6.
  expect(await refusal(bob, "2001:db8:1:2:ffff::9")).toEqual([429, "too_fast", true]);
  expect(await open(bob, "2001:db8:1:3::3")).not.toBeNull();
  expect(await open(ada, "192.0.2.7")).not.toBeNull();
});

test("[W13] one person has at most 100, from whatever addresses; others have room, and so has that person when one closes", async () => {
  let ms = 0;
  const server = await start("on", "400", () => ms);
  const { ada, bob } = await signUpPeople(server.url);
  for (let count = 0; count < 100; count += 1) {
    expect(await open(ada, `192.0.2.${count}`)).not.toBeNull();
    // So slowly that the rate of `connect` is not what refuses.
    ms += 1000;
  }
  expect(await open(ada, "192.0.2.200")).toBeNull();
  expect(await refusal(ada, "192.0.2.200")).toEqual([429, "too_fast", true]);
  expect(await refusalText(ada, "192.0.2.200")).toBe("At most 100 sockets may be open at once.");
  expect(await open(bob, "192.0.2.200")).not.toBeNull();
  await sockets[0]?.close();
  while ((await ada.get("/api/admin/server")).body.server.sockets > 100) {
    await Bun.sleep(20);
    // What the admin's page shows is kept for a moment.
    ms += 60_000;
  }
  expect(await open(ada)).not.toBeNull();
});

test("[W13] each refusal says what there is too much of", async () => {
  const server = await start("on", "4");
  const ada = await setUpWorkspace(server.url);
  for (const _ of [1, 2]) expect(await open(ada)).not.toBeNull();
  expect(await refusalText(ada)).toBe("At most 2 sockets may be open at once from one address.");
  for (const _ of [3, 4]) expect(await open(ada, "192.0.2.7")).not.toBeNull();
  expect(await refusalText(ada, "192.0.2.8")).toBe(
    "The server has reached its connection limit. Try again later.",
  );
});

test("[W13] the descriptors of the process bound what is set", () => {
  expect(socketLimit({ wanted: null, descriptors: 1024 })).toBe(768);
  expect(socketLimit({ wanted: 10_000, descriptors: 1024 })).toBe(768);
  expect(socketLimit({ wanted: 100, descriptors: 1024 })).toBe(100);
  expect(socketLimit({ wanted: null, descriptors: 1_000_000 })).toBe(50_000);
  expect(socketLimit({ wanted: 70_000, descriptors: null })).toBe(70_000);
  if (process.platform === "linux") expect(readDescriptorLimit()).toBeGreaterThan(0);
});

test("[W13] where the descriptors are too few, there is advice, and the number in it is enough", () => {
  for (const wanted of [null, 1000, 10_000, 70_001]) {
    const advice = descriptorAdvice({ wanted, descriptors: 1024 }) ?? "";
    const [needed] = /(?<=ulimit -n )\d+/.exec(advice) ?? [];
    expect(advice).toContain(`LimitNOFILE=${needed}`);
    expect(advice).toContain(`--ulimit nofile=${needed}`);
    expect(advice).toContain("leaves room for 768 sockets");
    expect(socketLimit({ wanted, descriptors: Number(needed) })).toBe(wanted ?? 50_000);
    expect(socketLimit({ wanted, descriptors: Number(needed) - 1 })).toBeLessThan(wanted ?? 50_000);
    expect(descriptorAdvice({ wanted, descriptors: Number(needed) })).toBeNull();
  }
  expect(descriptorAdvice({ wanted: 768, descriptors: 1024 })).toBeNull();
  // Who set nothing has enough with a thousand.
  expect(descriptorAdvice({ wanted: null, descriptors: 1334 })).toBeNull();
  expect(descriptorAdvice({ wanted: 70_000, descriptors: null })).toBeNull();
});

test.skipIf(process.platform !== "linux")(
  "[W13] the start looks at its descriptors, holds that many sockets, and says in one line what to do",
  async () => {
    const folder = await mkdtemp(join(tmpdir(), "confab-descriptors-"));
    const command = join(folder, "confab");
    await Bun.write(command, `#!/bin/sh\nulimit -n 512\nexec '${process.execPath}' '${main}'\n`);
    await chmod(command, 0o755);
    const env = { SOCKETS: "1000", DATA_DIR: join(folder, "data") };
    const limited = await startTestServer({ program: { command, folder }, env });
    try {
      const warnings = limited.stderr().match(/.*sockets_limited.*/g) ?? [];
      expect(warnings).toHaveLength(1);
      const line = JSON.parse(warnings[0] ?? "");
      expect(line).toMatchObject({ level: "warn", event: "sockets_limited", possible: 384 });
      expect(line.text).toContain("`ulimit -n 1334`");
      const ada = await setUpWorkspace(limited.url);
      const { body } = await ada.get("/api/admin/server");
      expect(body.server.socketLimit).toBe(384);
    } finally {
      await limited.dispose();
      await rm(folder, { recursive: true, force: true });
    }
  },
);
