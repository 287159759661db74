import type { Client } from "../client.ts";
import { sql } from "drizzle-orm";
import type { WorkspaceStore } from "../../domain/stores.ts";
import { readJson } from "./read_json.ts";

export function createWorkspaceStore({ client }: { client: Client }): WorkspaceStore {
  return {
    async read() {
      const rows = await readJson<[key: string, value: string][]>(client, {
        json: sql`json_group_array(json_array(key, value))`,
        from: sql`FROM meta`,
      });
      const values = new Map(rows);
      return {
        name: values.get("workspaceName") ?? "",
        registration: values.get("registration") === "open" ? "open" : "invite",
        deviceKey: values.get("deviceKey") ?? "",
      };
    },
  };
}
