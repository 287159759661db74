// Y5: a download of my data. A stream: the reader decides how fast it goes.
import type { Log } from "../../../domain/log.ts";
import type { OwnData } from "../../../domain/own_data.ts";
import type { ownDataEndpoints } from "../../../protocol/endpoints/file_endpoints.ts";
import type { Rates } from "../../rates.ts";
import { contentDisposition } from "../content_disposition.ts";
import type { Handlers } from "../register.ts";
import { tarOf } from "../tar.ts";

interface OwnDataHandlersDeps {
  ownData: OwnData;
  rates: Rates;
  now: () => number;
  log: Log;
}

export function createOwnDataHandlers({
  ownData,
  rates,
  now,
  log,
}: OwnDataHandlersDeps): Handlers<typeof ownDataEndpoints> {
  return {
    "GET /me/export": ({ c, actor: { userId } }) => {
      const day = new Date(now()).toISOString().slice(0, 10);
      const headers = {
        "Cache-Control": "private, no-store",
        "Content-Type": "application/x-tar",
        "Content-Disposition": contentDisposition("attachment", `confab-${day}.tar`),
      };
      // Not by its endpoint: a HEAD request makes no archive. The page sends one first, for a refused download shows no message.
      if (c.req.method === "HEAD") {
        rates.check("ownData", userId);
        return new Response(null, { headers });
      }
      rates.spend("ownData", userId);
      c.get("allowSlowReader")();
      const bytes = tarOf(ownData.entries(userId, c.get("tokenHash") ?? ""), now());
      return new Response(
        streamOf(bytes, (error) => log.warn("own_data_broken", { userId, error })),
        { headers },
      );
    },
  };
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
