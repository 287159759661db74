// How the server itself is doing, for admins (SPEC G9).
import { createRoute, OpenAPIHono } from "@hono/zod-openapi";

import type { ServerStatusReader } from "../../domain/server_status.ts";
import { actorOf } from "./actor_of.ts";
import { refusals, reply } from "./declare.ts";
import type { HttpEnv } from "./env.ts";
import { refuseUndecoded } from "./refusals.ts";
import { serverReply } from "./server_shapes.ts";

const getServer = createRoute({
  method: "get",
  path: "/admin/server",
  summary: "Admins: version, disk, sizes, people online, and what is wrong",
  responses: { 200: reply("The server, as it is.", serverReply), ...refusals },
});

export function createServerRoutes({ serverStatus }: { serverStatus: ServerStatusReader }) {
  return new OpenAPIHono<HttpEnv>({ defaultHook: refuseUndecoded }).openapi(getServer, async (c) => {
    return c.json({ server: await serverStatus.read(actorOf(c).userId) }, 200);
  });
}
