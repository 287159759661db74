// The control socket: how the command line reaches the running server, which alone may write (traps 7). Whoever may open the
// data folder may use it.
import { rmSync } from "node:fs";

import { ChatError } from "../domain/chat_error.ts";
import type { Log } from "../domain/log.ts";
import { StartError } from "../domain/start_error.ts";
import { controlCall, isOperationName, type ControlLine, type Operations } from "./control_operations.ts";
import { controlPath } from "./control_path.ts";
import { runOperation } from "./control_run.ts";

interface ControlDeps {
  /** Locked by this process: a socket that is still there was left by a crash. */
  dataDir: string;
  operations: Operations;
  log: Log;
  aliveEveryMs?: number;
}

interface Control {
  stop(): Promise<void>;
}

/** While an operation runs, an empty line at this interval shows that the server is alive. */
const aliveAgainMs = 2000;

export function startControl({
  dataDir,
  operations,
  log,
  aliveEveryMs = aliveAgainMs,
}: ControlDeps): Control {
  const path = controlPath(dataDir);
  const umask = process.umask(0o177);
  try {
    rmSync(path, { force: true });
    const server = Bun.serve({ unix: path, fetch: answer, development: false });
    // Bun removes the socket from the folder as it stops.
    return { stop: () => server.stop(true) };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new StartError(`Cannot listen on ${path}: ${problem}`, { cause: error });
  } finally {
    process.umask(umask);
  }

  async function answer(request: Request): Promise<Response> {
    const body: unknown = await request.json().catch(() => null);
    const gone = new AbortController();
    let end = () => {};
    const lines = new ReadableStream<string>({
      async start(controller) {
        const alive = setInterval(() => controller.enqueue("\n"), aliveEveryMs);
        end = () => {
          clearInterval(alive);
          end = () => {};
        };
        const write = (line: ControlLine) => controller.enqueue(`${JSON.stringify(line)}\n`);
        const last = await perform(body, (line) => gone.signal.aborted || write(line), gone.signal);
        end();
        if (gone.signal.aborted) return;
        write(last);
        controller.close();
      },
      cancel() {
        gone.abort();
        end();
      },
    });
    return new Response(lines, { headers: { "Content-Type": "application/jsonl" } });
  }

  async function perform(
    body: unknown,
    write: (line: ControlLine) => void,
    signal: AbortSignal,
  ): Promise<ControlLine> {
    try {
      const call = controlCall.safeParse(body);
      if (!call.success || !isOperationName(call.data.do)) {
        throw new ChatError("bad_request", "The running server does not know this command.");
      }
      const result = await runOperation(operations, call.data.do, call.data.asked, {
        progress: (progress) => write({ progress }),
        signal,
      });
      return { result };
    } catch (error) {
      if (error instanceof ChatError) return { error: { code: error.code, message: error.message } };
      log.error("control_failed", { error });
      return { error: { code: "internal", message: "The server failed. See its log." } };
    }
  }
}
