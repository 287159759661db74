// The command line's end of the control socket.
import { z } from "zod";

import type { Housekeeping } from "../domain/accounts/housekeeping.ts";
import { ChatError } from "../domain/chat_error.ts";
import type { SearchIndex } from "../domain/search/search_store.ts";
import { errorStatus, type ErrorCode } from "../protocol/error_codes.ts";
import type { ControlCall } from "./control.ts";
import { controlPath } from "./control_path.ts";

const resetLink = z.object({ username: z.string(), url: z.string(), expiresAt: z.number() });
const users = z.array(
  z.object({
    id: z.number(),
    username: z.string(),
    displayName: z.string(),
    role: z.enum(["admin", "member"]),
  }),
);
const checked = z.object({ checked: z.number(), wrong: z.number(), next: z.number().nullable() });
const progress = z.object({
  indexedTo: z.number(),
  lastId: z.number(),
  stale: z.number(),
  table: z.number(),
});
const refusal = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/** Nobody listens: the server does not run. */
export class NoServer extends Error {}

/** The running server of this data folder. Each call rejects with NoServer when none runs. */
export function reachServer({ dataDir }: { dataDir: string }): {
  housekeeping: Housekeeping;
  searchIndex: SearchIndex;
} {
  const path = controlPath(dataDir);

  async function ask<T>(asked: ControlCall, shape: z.ZodType<T>): Promise<T> {
    let response: Response;
    try {
      response = await fetch("http://confab/", {
        unix: path,
        method: "POST",
        body: JSON.stringify(asked),
        signal: AbortSignal.timeout(10_000),
      });
    } catch (error) {
      throw new NoServer(`Nobody listens at ${path}`, { cause: error });
    }
    const reply: unknown = await response.json();
    if (response.ok) return shape.parse(reply);
    const { error } = refusal.parse(reply);
    throw new ChatError(isErrorCode(error.code) ? error.code : "internal", error.message);
  }

  return {
    housekeeping: {
      makeResetLink: (username) => ask({ do: "makeResetLink", username }, resetLink),
      listUsers: (after) => ask({ do: "listUsers", after }, users),
    },
    searchIndex: {
      check: (after) => ask({ do: "checkSearch", after }, checked),
      async rebuild() {
        await ask({ do: "rebuildSearch" }, z.object({}));
      },
      progress: () => ask({ do: "searchProgress" }, progress),
    },
  };
}

function isErrorCode(code: string): code is ErrorCode {
  return code in errorStatus;
}
