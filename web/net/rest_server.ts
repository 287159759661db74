// How the server itself is doing, for admins (G9).
import type { ServerStatus } from "../../src/protocol/shapes.ts";
import type { RestCall } from "./rest.ts";

export function serverCalls({ get }: RestCall) {
  return {
    server: () => get<{ server: ServerStatus }>("/admin/server"),
  };
}
