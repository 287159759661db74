// The control socket: how the command line reaches the running server, which alone may write (traps 7). Whoever may open the
// data folder may use it.
import { rmSync } from "node:fs";

import { z } from "zod";

import type { Housekeeping } from "../domain/accounts/housekeeping.ts";
import { ChatError } from "../domain/chat_error.ts";
import type { Log } from "../domain/log.ts";
import type { SearchIndex } from "../domain/search/search_store.ts";
import type { SecurityLog } from "../domain/security_log.ts";
import { StartError } from "../domain/start_error.ts";
import { errorStatus } from "../protocol/error_codes.ts";
import { controlPath } from "./control_path.ts";

export interface ControlDeps {
  /** Locked by this process: a socket that is still there was left by a crash. */
  dataDir: string;
  housekeeping: Housekeeping;
  searchIndex: SearchIndex;
  security: Pick<SecurityLog, "note">;
  log: Log;
}

export interface Control {
  stop(): Promise<void>;
}

const call = z.discriminatedUnion("do", [
  z.strictObject({ do: z.literal("makeResetLink"), username: z.string() }),
  z.strictObject({ do: z.literal("listUsers"), after: z.int() }),
  z.strictObject({ do: z.literal("checkSearch"), after: z.int() }),
  z.strictObject({ do: z.literal("rebuildSearch") }),
  z.strictObject({ do: z.literal("searchProgress") }),
]);
export type ControlCall = z.infer<typeof call>;

export function startControl(deps: ControlDeps): Control {
  const { dataDir, housekeeping, searchIndex, security, log } = deps;
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
    try {
      const asked = call.parse(await request.json());
      return Response.json(await perform(asked));
    } catch (error) {
      if (error instanceof ChatError) {
        const { code, message } = error;
        return Response.json({ error: { code, message } }, { status: errorStatus[code] });
      }
      log.error("control failed", { error });
      return Response.json({ error: { code: "internal", message: "The server failed." } }, { status: 500 });
    }
  }

  function perform(asked: ControlCall): Promise<unknown> {
    if (asked.do === "listUsers") security.note("people_listed", { by: "command line" });
    if (asked.do === "rebuildSearch") security.note("search_rebuilt", { by: "command line" });
    if (asked.do === "makeResetLink") return housekeeping.makeResetLink(asked.username);
    if (asked.do === "listUsers") return housekeeping.listUsers(asked.after);
    if (asked.do === "checkSearch") return searchIndex.check(asked.after);
    if (asked.do === "searchProgress") return searchIndex.progress();
    return searchIndex.rebuild().then(() => ({}));
  }
}
