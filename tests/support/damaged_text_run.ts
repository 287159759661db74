// Run as a process of its own, for what it looks for ends the process: starts on copies of a data folder, in each of which one
// column or two (a.b+c.d) hold bytes that are not UTF-8, and asks for everything and changes everything. A line of JSON for each.
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Log } from "../../src/domain/log.ts";
import { restRules } from "./access_rules.ts";
import { call, openSocket } from "./client.ts";
import { openRaw } from "./data_folder.ts";
import { startInProcess } from "./in_process.ts";
import { fillIn, type DamagedColumn, type DamagedRun } from "./damaged_text.ts";

const [baseDir = "", cookie = "", ...names] = Bun.argv.slice(2);
for (const some of names) {
  const columns = some.split("+").map((name) => {
    const [table = "", column = ""] = name.split(".");
    return { table, column };
  });
  console.log(JSON.stringify(await tryColumns(columns)));
}
process.exit(0);

async function tryColumns(columns: DamagedColumn[]): Promise<DamagedRun> {
  const run: DamagedRun = { columns, answers: 0, faults: [], found: [], shown: false };
  const dataDir = await mkdtemp(join(tmpdir(), "confab-damaged-"));
  const faults = (what: string) => run.faults.push(what);
  const hear: Log["error"] = (event, fields) => {
    if (event === "text_damaged")
      run.found.push(`${String(fields?.["table"])} ${String(fields?.["columns"])}`);
    // Bytes under a name that cannot be read are lost, which is said as well.
    else if (event !== "file_lost") faults(`${event} ${JSON.stringify(fields)}`);
  };
  try {
    // The file alone is everything; who reads it meanwhile makes a log beside it come and go.
    await cp(baseDir, dataDir, { recursive: true, filter: (path) => !/-(wal|shm)$/.test(path) });
    const client = openRaw(join(dataDir, "confab.db"));
    // The row's number keeps what must be unique so.
    await client.batch(
      columns.map(
        ({ table, column }) =>
          `UPDATE "${table}" SET "${column}" = CAST(x'ff' || CAST(rowid AS TEXT) || x'c3' AS TEXT)`,
      ),
      "write",
    );
    client.close();
    const log: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: hear };
    const server = await startInProcess({ dataDir, log });
    await useAll(server.url, run);
    await server.dispose();
  } catch (error) {
    faults(error instanceof Error ? (error.stack ?? error.message) : String(error));
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
  return run;
}

async function useAll(url: string, run: DamagedRun): Promise<void> {
  const ask = async (line: string, query: string | undefined, body: unknown) => {
    const [method = "", path = ""] = line.split(" ");
    const answer = await call(url, fillIn(path) + (query === undefined ? "" : `?${fillIn(query)}`), {
      method,
      cookie,
      isDamaged: true,
      ...(method === "GET" ? {} : { body }),
    });
    run.answers += 1;
    if (JSON.stringify(answer.body).includes("\u{fffd}")) run.shown = true;
    if (answer.status >= 500) run.faults.push(`${line} ${answer.status} ${JSON.stringify(answer.body)}`);
  };
  const lines = Object.entries(restRules).flatMap(([line, rule]) =>
    rule.about === "a room"
      ? rule.rules.map(({ query, body }) => ({ line, query, body }))
      : [{ line, query: undefined, body: "body" in rule ? rule.body : {} }],
  );
  const isReading = ({ line }: { line: string }) => line.startsWith("GET ");
  const isLast = ({ line }: { line: string }) =>
    /^POST \/api\/(logout|setup|login)|^DELETE \/api\/sessions/.test(line);
  for (const one of lines.filter(isReading)) await ask(one.line, one.query, one.body);
  await useServer(url, run);
  for (const one of lines.filter((line) => !isReading(line) && !isLast(line))) {
    await ask(one.line, one.query, fillBody(one.body));
  }
  await ask("PATCH /api/me", undefined, { displayName: "Ada L", preferences: { theme: "dark" } });
  await ask("POST /api/login", undefined, { username: "Ada", password: "seven green herons wade" });
}

/** Over a socket: `hello` comes, and a post, an edit and a reaction are answered. */
async function useServer(url: string, run: DamagedRun): Promise<void> {
  const isSignedIn = (await call(url, "/api/me", { cookie, isDamaged: true })).status === 200;
  if (!isSignedIn) return;
  const socket = await openSocket(url, { cookie });
  const hello = await socket.next("hello");
  if (JSON.stringify(hello).includes("\u{fffd}")) run.shown = true;
  for (const roomId of [1, 2]) {
    for (const frame of [
      { type: "post", roomId, clientId: `new-${roomId}`, body: "once more, @Bob", replyTo: null },
      { type: "sync", roomId, rev: 0 },
      { type: "edit", messageId: 1, editedAt: null, body: "changed" },
      { type: "react", messageId: 2, emoji: "🎉", on: true },
      { type: "delete", messageId: 3 },
      { type: "read", roomId, seq: 1 },
    ]) {
      const reply = await socket.ask(frame);
      if (reply.type === "error" && (reply.code === "internal" || reply.code === "busy")) {
        run.faults.push(`${JSON.stringify(frame)} ${JSON.stringify(reply)}`);
      }
    }
  }
  await socket.close();
}

function fillBody(body: Record<string, unknown> | undefined): unknown {
  return JSON.parse(
    JSON.stringify(body ?? {})
      .replaceAll("a new client id", crypto.randomUUID())
      .replaceAll('"the author"', "[2]"),
  );
}
