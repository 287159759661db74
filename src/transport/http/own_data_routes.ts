// Y5: what is mine, to keep. A stream: how fast it goes is up to who reads it.
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";

import type { Log } from "../../domain/log.ts";
import type { OwnData } from "../../domain/own_data.ts";
import type { Rates } from "../rates.ts";
import { actorOf } from "./actor_of.ts";
import { contentDisposition } from "./content_disposition.ts";
import { refusals } from "./declare.ts";
import type { HttpEnv } from "./env.ts";
import { refuseUndecoded } from "./refusals.ts";
import { tarOf } from "./tar.ts";

const getExport = createRoute({
  method: "get",
  path: "/me/export",
  summary: "What I wrote and did, and the files I uploaded, as a tar archive",
  responses: {
    200: {
      description: "The archive.",
      content: { "application/x-tar": { schema: z.string().openapi({ format: "binary" }) } },
    },
    ...refusals,
  },
});

export interface OwnDataRoutesDeps {
  ownData: OwnData;
  rates: Rates;
  now: () => number;
  log: Log;
}

export function createOwnDataRoutes({ ownData, rates, now, log }: OwnDataRoutesDeps) {
  const routes = new OpenAPIHono<HttpEnv>({ defaultHook: refuseUndecoded });
  routes.openapi(getExport, (c) => {
    const { userId } = actorOf(c);
    const day = new Date(now()).toISOString().slice(0, 10);
    const headers = {
      "Cache-Control": "private, no-store",
      "Content-Type": "application/x-tar",
      "Content-Disposition": contentDisposition("attachment", `confab-${day}.tar`),
    };
    if (c.req.method === "HEAD") return new Response(null, { headers });
    rates.spend("ownData", userId);
    c.get("allowSlowReader")();
    const bytes = tarOf(ownData.entries(userId, c.get("tokenHash") ?? ""), now());
    return new Response(
      streamOf(bytes, (error) => log.warn("own_data_broken", { userId, error })),
      { headers },
    );
  });
  return routes;
}

/** Nothing is read before it is wanted. An error breaks the connection off, so that half an archive is not taken for a whole one. */
function streamOf(
  bytes: AsyncGenerator<Uint8Array>,
  onError: (error: unknown) => void,
): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await bytes.next();
          if (done === true) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          onError(error);
          controller.error(error);
        }
      },
      async cancel() {
        await bytes.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}
