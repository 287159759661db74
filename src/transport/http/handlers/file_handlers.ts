import { ChatError } from "../../../domain/chat_error.ts";
import { isShownInline } from "../../../domain/files/file_type.ts";
import type { Files } from "../../../domain/files/files.ts";
import type { fileEndpoints } from "../../../protocol/endpoints/file_endpoints.ts";
import { contentDisposition } from "../content_disposition.ts";
import { bytesOf, lengthOf } from "../raw_body.ts";
import type { Handlers } from "../register.ts";
import { serveBytes } from "../serve_bytes.ts";

export function createFileHandlers({ files }: { files: Files }): Handlers<typeof fileEndpoints> {
  return {
    "POST /rooms/{id}/files": async ({ c, actor, params, query: { name } }) => {
      refuseBrokenQuery(c.req.url);
      const upload = { roomId: params.id, name, bytes: bytesOf(c), length: lengthOf(c) };
      return { 201: { file: await files.upload(actor, upload) } };
    },
    "GET /files/{id}/thumb": async ({ c, actor, params }) => {
      const { thumbHash, content } = await files.openThumb(actor.userId, params.id);
      return serveBytes(c, { content, hash: thumbHash, type: "image/webp", disposition: "inline" });
    },
    "GET /files/{id}/{name}": async ({ c, actor, params }) => {
      const { file, content } = await files.openFile(actor.userId, params.id);
      const isInline = isShownInline(file);
      return serveBytes(c, {
        content,
        hash: file.hash,
        type: isInline ? contentType(file.type) : "application/octet-stream",
        disposition: contentDisposition(isInline ? "inline" : "attachment", file.name),
      });
    },
  };
}

function contentType(type: string): string {
  return type === "text/plain" ? "text/plain; charset=utf-8" : type;
}

/** X1: Hono leaves percent-encoding that is not UTF-8 as it is, which would become a wrong name. */
function refuseBrokenQuery(url: string): void {
  try {
    decodeURIComponent(url.slice(url.indexOf("?")));
  } catch {
    throw new ChatError("bad_text", "name contains a character that can't be stored.", { field: "name" });
  }
}
