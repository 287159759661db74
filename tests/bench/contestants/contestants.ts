// Who is measured: each a program of its own on the core of the server, started for one run.
import { join } from "node:path";

import type { SeededMember } from "../../support/seed.ts";
import { startTestServer } from "../../support/server.ts";
import type { CrowdMember } from "../load/crowd.ts";
import type { dialects } from "../load/dialects.ts";
import { pinnedTo } from "../process_facts.ts";

export const contestantNames = ["confab", "bare", "ws", "socket.io"] as const;
export type ContestantName = (typeof contestantNames)[number];

export const titles: Record<ContestantName, string> = {
  confab: "Confab",
  bare: "bare Bun topic",
  ws: "`ws` loop on Node",
  "socket.io": "Socket.IO on Node",
};

export interface Running {
  port: number;
  pid: number;
  dialect: keyof typeof dialects;
  member(one: SeededMember): CrowdMember;
  /** Ends it; Confab as an operator would, so that everything is in its file. */
  stop(): Promise<void>;
}

interface StartOptions {
  /** Confab's. */
  dataDir: string;
  /** For what is built. */
  folder: string;
  /** How Confab is started, and its settings; else as the tests start it, which is quicker. */
  entry?: string;
  env?: Record<string, string>;
}

export const nodePath = Bun.which("node");

export async function startContestant(name: ContestantName, options: StartOptions): Promise<Running> {
  if (name === "confab") return startConfab(options);
  if (name === "bare") return spawnBaseline("confab", [process.execPath, fileOf("bare_topic")], "/ws?");
  const isSocketIo = name === "socket.io";
  const program = await buildForNode(isSocketIo ? "socket_io" : "ws_loop", options.folder);
  const path = isSocketIo ? "/socket.io/?EIO=4&transport=websocket&" : "/?";
  return spawnBaseline(isSocketIo ? "socketIo" : "confab", [nodePath ?? "node", program], path);
}

const fileOf = (name: string) => join(import.meta.dir, `${name}.ts`);

async function startConfab({ dataDir, entry, env = {} }: StartOptions): Promise<Running> {
  const server = await startTestServer({
    dataDir,
    env,
    prefix: pinnedTo("server"),
    ...(entry !== undefined && { entry }),
  });
  return {
    port: server.port,
    pid: server.pid,
    dialect: "confab",
    member: ({ cookie, userId, roomId }) => ({ path: "/ws", headers: { Cookie: cookie }, userId, roomId }),
    async stop() {
      await server.stop();
      const problems = server.problems();
      if (problems !== "") console.error(problems);
      await server.dispose();
    },
  };
}

/** One file without types, for any Node that runs Confab's page tools. */
async function buildForNode(name: string, folder: string): Promise<string> {
  const { success, logs } = await Bun.build({
    entrypoints: [fileOf(name)],
    target: "node",
    outdir: folder,
    naming: "[name].mjs",
  });
  if (!success) throw new AggregateError(logs, `${name} could not be built.`);
  return join(folder, `${name}.mjs`);
}

async function spawnBaseline(dialect: Running["dialect"], command: string[], path: string): Promise<Running> {
  const child = Bun.spawn([...pinnedTo("server"), ...command], {
    stdin: "ignore",
    stdout: "pipe",
    stderr: "inherit",
    env: { ...process.env, NODE_ENV: "production" },
  });
  const { value } = await child.stdout.getReader().read();
  const port = Number(/:(\d+)\s*$/.exec(new TextDecoder().decode(value))?.[1]);
  if (!(port > 0)) throw new Error(`${command.join(" ")} did not say where it listens.`);
  return {
    port,
    pid: child.pid,
    dialect,
    member: ({ userId, roomId }) => ({
      path: `${path}rooms=${roomId}&user=${userId}`,
      headers: {},
      userId,
      roomId,
    }),
    async stop() {
      child.kill("SIGKILL");
      await child.exited;
    },
  };
}
