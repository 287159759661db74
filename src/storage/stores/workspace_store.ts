// The settings of the workspace. Each socket is told the name as it comes in: they are read again only after they changed.
import type { Client } from "../client.ts";
import { sql } from "drizzle-orm";
import type { Effect } from "../../domain/effects.ts";
import type { Workspace, WorkspaceStore } from "../../domain/stores.ts";
import { readJson } from "./read_json.ts";

interface CachedWorkspaceStore extends WorkspaceStore {
  /** What a batch changed. */
  forget(effects: Effect[]): void;
}

export function createWorkspaceStore({ client }: { client: Client }): CachedWorkspaceStore {
  let cached: Workspace | null = null;
  // A read that began before a change must not be cached after it.
  let generation = 0;

  async function readSettings(): Promise<Workspace> {
    const rows = await readJson<[key: string, value: string][]>(client, {
      json: sql`json_group_array(json_array(key, value))`,
      from: sql`FROM meta WHERE key IN ('workspaceName', 'registration', 'deviceKey')`,
    });
    const values = new Map(rows);
    return {
      name: values.get("workspaceName") ?? "",
      registration: values.get("registration") === "open" ? "open" : "invite",
      deviceKey: values.get("deviceKey") ?? "",
    };
  }

  return {
    async read() {
      if (cached) return cached;
      const begun = generation;
      const settings = await readSettings();
      if (begun === generation) cached = settings;
      return settings;
    },
    forget(effects) {
      if (!effects.some(({ kind }) => kind === "workspace")) return;
      generation += 1;
      cached = null;
    },
  };
}
