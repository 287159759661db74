// Files over REST: raw bytes in, raw bytes out. They stand before the reading of JSON bodies, which has a limit of its own.
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";

import { ChatError } from "../../domain/chat_error.ts";
import { isShownInline } from "../../domain/files/file_type.ts";
import type { Files } from "../../domain/files/files.ts";
import { safeText } from "../../protocol/client_frames.ts";
import type { Rates } from "../rates.ts";
import { actorOf } from "./actor_of.ts";
import { contentDisposition } from "./content_disposition.ts";
import { refusals, reply } from "./declare.ts";
import type { HttpEnv } from "./env.ts";
import { fileReply } from "./file_shapes.ts";
import { refuseUndecoded } from "./refusals.ts";
import { idParam } from "./list_shapes.ts";
import { bytesOf, lengthOf } from "./raw_body.ts";
import { serveBytes } from "./serve_bytes.ts";

const binary = z.string().openapi({ format: "binary" });

const postFile = createRoute({
  method: "post",
  path: "/rooms/{id}/files",
  summary: "Upload a file to a room: its raw bytes; post it with fileIds",
  request: {
    params: idParam,
    query: z.strictObject({ name: safeText }),
    body: { content: { "application/octet-stream": { schema: binary } }, required: true },
  },
  responses: { 201: reply("The file, not yet posted.", fileReply), ...refusals },
});
const getThumb = createRoute({
  method: "get",
  path: "/files/{id}/thumb",
  summary: "The small picture of a file that has one",
  request: { params: idParam },
  responses: {
    200: { description: "The picture.", content: { "image/webp": { schema: binary } } },
    ...refusals,
  },
});
const getFile = createRoute({
  method: "get",
  path: "/files/{id}/{name}",
  summary: "A file; its name in the address is not looked at",
  request: { params: idParam.extend({ name: z.string() }) },
  responses: {
    200: { description: "The bytes.", content: { "application/octet-stream": { schema: binary } } },
    206: { description: "The range of them that was asked for." },
    304: { description: "As known." },
    ...refusals,
  },
});

export function createFileRoutes({ files, rates }: { files: Files; rates: Rates }) {
  const routes = new OpenAPIHono<HttpEnv>({ defaultHook: refuseUndecoded });
  routes.openapi(postFile, async (c) => {
    const actor = actorOf(c);
    rates.spend("upload", actor.userId);
    const roomId = c.req.valid("param").id;
    const { name } = c.req.valid("query");
    refuseBrokenQuery(c.req.url);
    const file = await files.upload(actor, { roomId, name, bytes: bytesOf(c), length: lengthOf(c) });
    return c.json({ file }, 201);
  });
  routes.openapi(getThumb, async (c) => {
    const { thumbHash, content } = await files.openThumb(actorOf(c).userId, c.req.valid("param").id);
    return serveBytes(c, { content, hash: thumbHash, type: "image/webp", disposition: "inline" });
  });
  routes.openapi(getFile, async (c) => {
    const { file, content } = await files.openFile(actorOf(c).userId, c.req.valid("param").id);
    const isInline = isShownInline(file);
    return serveBytes(c, {
      content,
      hash: file.hash,
      type: isInline ? contentType(file.type) : "application/octet-stream",
      disposition: contentDisposition(isInline ? "inline" : "attachment", file.name),
    });
  });
  return routes;
}

function contentType(type: string): string {
  return type === "text/plain" ? "text/plain; charset=utf-8" : type;
}

/** X1: percent-encoding that is not UTF-8 is left as it stands by Hono, and would be a name that nobody gave. */
function refuseBrokenQuery(url: string): void {
  try {
    decodeURIComponent(url.slice(url.indexOf("?")));
  } catch {
    throw new ChatError("bad_text", "name holds a character that cannot be stored.", { field: "name" });
  }
}
