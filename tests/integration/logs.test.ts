// SPEC Z1, Z2: what stands in the log of a real server, and what never does.
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, test } from "bun:test";

import { createLog } from "../../src/domain/log.ts";
import { call, setUpWorkspace, signUp, type Loose, type Person } from "../support/client.ts";
import { upload } from "../support/files.ts";
import { startInProcess } from "../support/in_process.ts";
import { startTestServer, within, type TestServer } from "../support/server.ts";

/** Stands in everything that people write, name, look for or keep secret here. */
const mark = "qqzwx";
const secret = (what: string) => `${mark} ${what} 8472`;

function linesOf(server: TestServer): Loose[] {
  return server
    .stderr()
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

async function line(server: TestServer, isIt: (line: Loose) => boolean): Promise<Loose> {
  const readLog = async () => {
    for (;;) {
      const found = linesOf(server).find(isIt);
      if (found) return found;
      await Bun.sleep(10);
    }
  };
  return within(readLog(), 10_000, () => `No such line in the log:\n${server.stderr()}`);
}

/** Everything that a person may hand over, by every way in. Gives the secrets that the server itself made. */
async function postSecrets(server: TestServer, ada: Person): Promise<string[]> {
  const made = [ada.cookie.split("=")[1] ?? ""];
  const password = secret("password");
  const post = (path: string, body: unknown, headers = {}) =>
    call(server.url, path, { method: "POST", body, headers });
  await post("/api/login", { username: secret("name"), password });
  await call(server.url, `/api/${mark}`, { method: "POST", origin: `https://${mark}.example` });
  await post("/api/login", { username: "Bob", password });
  await post("/api/login", { username: "Bob", password, [secret("field")]: secret("value") });
  await post("/api/register", { username: `${mark}-user`, password, invite: secret("invite") });
  await post("/api/reset", { token: secret("reset"), password });
  await post("/api/invites/lookup", { token: secret("look") });
  const room = await ada.post("/api/rooms", {
    kind: "private",
    name: secret("room"),
    topic: secret("topic"),
  });
  const roomId = room.body.room.id;
  await ada.post(`/api/rooms/${roomId}/messages`, { clientId: `${mark}-rest`, body: secret("text") });
  await ada.get(`/api/search?q=${mark}+words`);
  await ada.get(`/api/users?q=${mark}`);
  await ada.get(`/api/rooms/${roomId}/messages?${mark}=1`);
  await ada.get(`/api/${mark}/nothing`);
  await ada.get(`/${mark}/page`);
  await ada.patch("/api/me", { displayName: secret("display"), statusText: secret("status") });
  await ada.post("/api/me/password", { oldPassword: password, newPassword: secret("next") });
  await upload(ada, secret("bytes"), { roomId, name: `${mark}.txt` });
  const invite = await ada.post("/api/invites");
  made.push(invite.body.invite.url.split("#")[1]);
  const reset = await ada.post("/api/users/2/reset");
  made.push(reset.body.url.split("#")[1]);
  const headers = {
    Authorization: `Bearer ${secret("bearer")}`,
    "X-Request-Id": `${mark}-request`,
    "User-Agent": secret("agent"),
    Referer: `http://${mark}.example/`,
    Cookie: `confab_session=${mark}; other=${mark}`,
  };
  await fetch(`${server.url}/metrics`, { headers });
  await fetch(`${server.url}/api/me`, { headers });
  const junk = { method: "POST", body: `{"${mark}`, headers: { "Content-Type": "application/json" } };
  await fetch(`${server.url}/api/login`, junk);
  const a = await ada.connect({ query: `?epoch=${mark}` });
  const posted = await a.askOk({ type: "post", roomId, clientId: `${mark}-1`, body: secret("said") });
  const { message }: Loose = posted["result"];
  await a.ask({ type: "edit", messageId: message.id, editedAt: null, body: secret("edited") });
  await a.ask({ type: "post", roomId: 999, clientId: `${mark}-2`, body: secret("refused") });
  a.send(`{"${mark}`);
  a.send(JSON.stringify({ type: secret("type"), ref: "x" }));
  await a.ask({ type: "ping" });
  await a.close();
  return made;
}

test("[Z1] the log holds no text, name, password or token, at its most talkative either", async () => {
  const token = `${mark}-metrics-token`;
  const server = await startTestServer({ env: { LOG_LEVEL: "debug", METRICS_TOKEN: token } });
  try {
    const code = server.setupCode ?? "no code";
    const ada = await setUpWorkspace(server.url);
    await signUp(server.url, { username: "Bob", invitedBy: ada });
    const made = await postSecrets(server, ada);
    // It does tell a lot, to the end.
    await line(server, ({ event }) => event === "disconnected");
    const routes = new Set(
      linesOf(server).flatMap(({ event, route }) => (event === "request" ? [route] : [])),
    );
    for (const route of ["/api/search", "/api/rooms/:id/messages", "/api/login", "/api/rooms/:id/files"]) {
      expect([route, routes.has(route)]).toEqual([route, true]);
    }
    const text = server.stderr();
    expect(text.split("\n").filter((one) => one.includes(mark))).toEqual([]);
    expect(made.every((one) => one.length > 10)).toBe(true);
    for (const one of [code, ada.password, ...made]) expect(text.includes(one)).toBe(false);
  } finally {
    await server.dispose();
  }
}, 60_000);

test("[Z1] a bug is told with its request, and not with the name of the file that was asked for", async () => {
  const lines: string[] = [];
  const log = createLog({ level: "info", now: Date.now, write: (text) => void lines.push(text) });
  const broken = () => Promise.reject(new Error("broken on purpose"));
  const inProcess = await startInProcess({
    log,
    wrap: ({ stores, journal }) => ({
      stores: { ...stores, files: { ...stores.files, findFile: broken } },
      journal,
    }),
  });
  try {
    const ada = await setUpWorkspace(inProcess.url);
    const answer = await ada.get(`/api/files/1/${mark}.pdf`);
    expect(answer.status).toBe(500);
    const entries = lines.filter((one) => one.includes('"request_failed"')).map((one) => JSON.parse(one));
    expect(entries).toMatchObject([
      { level: "error", method: "GET", requestId: answer.headers.get("x-request-id") },
    ]);
    expect(entries[0].error).toContain("broken on purpose");
    expect(lines.join("")).not.toContain(mark);
  } finally {
    await inProcess.dispose();
  }
});

test("[Z2] a request has the id that a trusted proxy gave it, if it looks like one, else one of ours; so has a socket", async () => {
  const env = { LOG_LEVEL: "debug", TRUSTED_PROXIES: "127.0.0.1" };
  const [trusting, plain] = [await startTestServer({ env }), await startTestServer()];
  try {
    const idOf = async ({ url }: TestServer, id: string) => {
      const answer = await fetch(`${url}/healthz`, { headers: { "X-Request-Id": id } });
      return answer.headers.get("x-request-id");
    };
    const ours = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;
    expect(await idOf(trusting, "0af7651916cd43dd8448eb211c80319c")).toBe("0af7651916cd43dd8448eb211c80319c");
    for (const odd of ["short", "with space 12345", 'quote"12345678', "x".repeat(65), "a,b,c,d,e,f"]) {
      expect(await idOf(trusting, odd)).toMatch(ours);
    }
    expect(await idOf(plain, "0af7651916cd43dd8448eb211c80319c")).toMatch(ours);

    const ada = await setUpWorkspace(trusting.url);
    const refused = await fetch(`${trusting.url}/ws`, { headers: { "X-Request-Id": "at-the-door-1" } });
    expect(refused.headers.get("x-request-id")).toBe("at-the-door-1");
    const a = await ada.connect({ headers: { "X-Request-Id": "an-upgrade-22" } });
    await a.close();
    const opened = await line(trusting, ({ event }) => event === "connected");
    expect(opened).toMatchObject({ requestId: "an-upgrade-22", userId: ada.user.id });
    const { connectionId } = opened;
    expect(await line(trusting, ({ event }) => event === "disconnected")).toMatchObject({ connectionId });
  } finally {
    await trusting.dispose();
    await plain.dispose();
  }
});

test("[Z2] what is refused for security names its request, and is one line a minute all the same", async () => {
  const server = await startTestServer();
  try {
    const answers = [];
    for (let tries = 0; tries < 3; tries += 1) {
      answers.push(
        await call(server.url, "/api/login", { method: "POST", body: {}, origin: "https://evil.example" }),
      );
    }
    const entry = await line(server, ({ what }) => what === "foreign_origin");
    expect(entry.requestId).toBe(answers[0]?.headers.get("x-request-id"));
    expect(linesOf(server).filter(({ what }) => what === "foreign_origin")).toHaveLength(1);
  } finally {
    await server.dispose();
  }
});

test("[Z1] LOG_FORMAT chooses, and auto is JSON where nobody looks", async () => {
  for (const [format, isPretty] of [
    ["auto", false],
    ["json", false],
    ["pretty", true],
  ] as const) {
    const server = await startTestServer({ env: { LOG_FORMAT: format } });
    try {
      await setUpWorkspace(server.url);
      while (!server.stderr().includes("first_account")) await Bun.sleep(10);
      expect([format, /INFO {2}security what=first_account/.test(server.stderr())]).toEqual([
        format,
        isPretty,
      ]);
      if (!isPretty) expect(linesOf(server)[0]).toMatchObject({ what: "first_account" });
    } finally {
      await server.dispose();
    }
  }
}, 60_000);

test.skipIf(Bun.which("script") === null)(
  "[Z1] auto is pretty on a terminal",
  async () => {
    const dataDir = await mkdtemp(join(tmpdir(), "confab-test-"));
    // Told at the start: others could open it (A7).
    await chmod(dataDir, 0o755);
    const run = Bun.spawn(["script", "-qec", `${process.execPath} src/main.ts`, "/dev/null"], {
      cwd: join(import.meta.dir, "..", ".."),
      env: { PATH: process.env["PATH"], HOST: "127.0.0.1", PORT: "0", DATA_DIR: dataDir },
      stdin: "ignore",
      stdout: "pipe",
      stderr: "ignore",
    });
    try {
      let text = "";
      for await (const chunk of run.stdout.pipeThrough(new TextDecoderStream())) {
        text += chunk;
        if (text.includes("ready at")) break;
      }
      expect(text).toContain("\u001B[33mWARN \u001B[0m warning_raised \u001B[90mcode=\u001B[0mfolder_open");
    } finally {
      run.kill();
      await run.exited;
      await rm(dataDir, { recursive: true, force: true });
    }
  },
  60_000,
);
