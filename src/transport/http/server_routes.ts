// How the server itself is doing, for admins (SPEC G9).
import { createRoute, OpenAPIHono } from "@hono/zod-openapi";

import type { StorageUsageReader } from "../../domain/files/storage_usage.ts";
import type { ServerStatusReader } from "../../domain/server_status.ts";
import { actorOf } from "./actor_of.ts";
import { refusals, reply } from "./declare.ts";
import type { HttpEnv } from "./env.ts";
import { pageQuery } from "./list_shapes.ts";
import { refuseUndecoded } from "./refusals.ts";
import { serverReply, storageReply } from "./server_shapes.ts";

const getServer = createRoute({
  method: "get",
  path: "/admin/server",
  summary: "Admins: version, disk, sizes, people online, and what is wrong",
  responses: { 200: reply("The server, as it is.", serverReply), ...refusals },
});

const getStorage = createRoute({
  method: "get",
  path: "/admin/storage",
  summary: "Admins: who uses how much for files, most first",
  request: { query: pageQuery },
  responses: { 200: reply("A page of people; next is the last of them.", storageReply), ...refusals },
});

export interface ServerRoutesDeps {
  serverStatus: ServerStatusReader;
  storageUsage: StorageUsageReader;
}

export function createServerRoutes({ serverStatus, storageUsage }: ServerRoutesDeps) {
  return new OpenAPIHono<HttpEnv>({ defaultHook: refuseUndecoded })
    .openapi(getServer, async (c) => {
      return c.json({ server: await serverStatus.read(actorOf(c).userId) }, 200);
    })
    .openapi(getStorage, async (c) => {
      return c.json(await storageUsage.list(actorOf(c).userId, c.req.valid("query")), 200);
    });
}
