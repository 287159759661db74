import type { Client } from "@libsql/client";
import { drizzle } from "drizzle-orm/libsql";
import type { PlaceStore } from "../../domain/stores.ts";
import { meta } from "../schema.ts";

export function createPlaceStore({ client }: { client: Client }): PlaceStore {
  const db = drizzle(client);
  return {
    async place() {
      const rows = await db.select().from(meta);
      const values = new Map(rows.map(({ key, value }) => [key, value]));
      return {
        name: values.get("placeName") ?? "",
        epoch: values.get("epoch") ?? "",
        registration: values.get("registration") === "open" ? "open" : "invite",
        deviceKey: values.get("deviceKey") ?? "",
      };
    },
  };
}
