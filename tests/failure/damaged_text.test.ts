// H4: bytes that are not UTF-8, in turn in every column with text. A read of one ended the process.
import { afterAll, beforeAll, expect, test } from "bun:test";
import { join } from "node:path";

import { setUpWorkspace, signUp } from "../support/client.ts";
import { textColumns, type DamagedColumn, type DamagedRun } from "../support/damaged_text.ts";
import { expectStatus, makeRoom, openDirect, postMessage } from "../support/message_rooms.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

let server: TestServer;
let cookie: string;

/** A little of everything, for Ada, who is an admin, and Bob. */
beforeAll(async () => {
  server = await startTestServer();
  const ada = await setUpWorkspace(server.url);
  cookie = ada.cookie;
  const bob = await signUp(server.url, { username: "Bob", invitedBy: ada });
  for (const one of [ada, bob]) {
    const status = { emoji: "🌴", text: "away", until: null };
    const quietHours = { from: "22:00", to: "07:00", zone: "Europe/Berlin" };
    const profile = {
      displayName: `The ${one.user.username}`,
      status,
      quietHours,
      preferences: { theme: "dark" },
    };
    expectStatus(await one.patch("/api/me", profile), 200);
  }
  const lounge = 1;
  const first = await postMessage(ada, lounge, "hello @Bob");
  const second = await postMessage(bob, lounge, "hello @Ada", { replyTo: first.id });
  await postMessage(bob, lounge, "gone soon");
  await postMessage(ada, lounge, "@everyone look");
  const upload = await fetch(`${server.url}/api/rooms/${lounge}/files?name=notes.txt`, {
    method: "POST",
    headers: { Cookie: bob.cookie, Origin: server.url },
    body: "some notes",
  });
  const { file } = await upload.json();
  await postMessage(bob, lounge, "see here", { fileIds: [file.id] });
  for (const [one, message] of [
    [ada, second],
    [bob, first],
  ] as const) {
    const reaction = `/api/messages/${message.id}/reactions/${encodeURIComponent("👍")}`;
    expectStatus(await one.put(reaction), 200);
    expectStatus(await one.put(`/api/messages/${message.id}/pin`), 200);
    expectStatus(await one.put(`/api/messages/${message.id}/save`), 204);
  }
  const attic = await makeRoom(ada, { name: "attic", members: [bob] });
  expectStatus(await ada.patch(`/api/rooms/${attic}`, { topic: "old things" }), 200);
  const direct = await openDirect(ada, bob);
  await postMessage(bob, direct.body.room.id, "just us");
  expectStatus(await ada.post(`/api/users/${bob.user.id}/reset`), 201);
  await server.stop();
});
afterAll(() => server.dispose());

/** Of these it is looked at what is shown and told: each is the only one that is damaged. */
const shownColumns = ["users.username", "users.display_name", "rooms.name", "messages.body", "files.name"];
const toldColumns = [
  "users.display_name",
  "rooms.topic",
  "messages.body",
  "reactions.emoji",
  "mentions.name",
  "files.name",
];

const nameOf = ({ table, column }: DamagedColumn) => `${table}.${column}`;

/** The others are damaged two at a time, of different tables: a start costs more than what is asked of it. */
function inPairs(columns: DamagedColumn[]): DamagedColumn[][] {
  const isAlone = (one: DamagedColumn) => [...shownColumns, ...toldColumns].includes(nameOf(one));
  const alone = columns.filter(isAlone).map((one) => [one]);
  const others = columns.filter((one) => !isAlone(one));
  const half = Math.ceil(others.length / 2);
  const pairs = others.slice(0, half).map((one, at) => [one, ...others.slice(half + at, half + at + 1)]);
  return [...alone, ...pairs];
}

/** A process for these columns, to its end. */
async function tryColumns(columns: DamagedColumn[][]): Promise<DamagedRun[]> {
  const names = columns.map((some) => some.map(nameOf).join("+"));
  const program = join(import.meta.dir, "../support/damaged_text_run.ts");
  const run = Bun.spawn([process.execPath, program, server.dataDir, cookie, ...names], {
    env: { ...process.env, NODE_ENV: "production" },
    stdout: "pipe",
    stderr: "pipe",
  });
  const [stdout, stderr, code] = await Promise.all([
    new Response(run.stdout).text(),
    new Response(run.stderr).text(),
    run.exited,
  ]);
  const lines = stdout.split("\n").filter((line) => line !== "");
  // The one after the last line is the one that ended the process.
  expect({ code, stderr, next: names[lines.length] }).toEqual({ code: 0, stderr: "", next: undefined });
  return lines.map((line) => JSON.parse(line));
}

test("[H4] bytes that are not UTF-8 in any column with text neither end the process nor refuse anything else", async () => {
  const columns = await textColumns(join(server.dataDir, "confab.db"));
  const together = inPairs(columns);
  // Side by side: what one waits for, another uses.
  const parts = [0, 1, 2].map((part) => together.filter((_columns, index) => index % 3 === part));
  const runs = (await Promise.all(parts.map(tryColumns))).flat();
  expect(runs.flatMap((run) => run.columns.map(nameOf)).sort()).toEqual(columns.map(nameOf).sort());
  expect(runs.filter(({ faults }) => faults.length > 0)).toEqual([]);
  for (const { answers } of runs) expect(answers).toBeGreaterThan(60);
  const aloneRun = (name: string) =>
    runs.find((run) => run.columns.length === 1 && run.columns.map(nameOf).includes(name));
  for (const name of shownColumns) expect([name, aloneRun(name)?.shown]).toEqual([name, true]);
  // What was found is told, by table and column.
  for (const name of toldColumns) expect(aloneRun(name)?.found).toContain(name.replace(".", " "));
}, 240_000);
