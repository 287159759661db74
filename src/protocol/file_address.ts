// Where a file is fetched (SPEC F10). The page builds the address; the server looks only at the id.
import type { MessageFile } from "./shapes.ts";

/** The name is there to be read in the address bar: what would change the path, or is the thumbnail's, is written otherwise. */
export function fileAddress({ id, name }: Pick<MessageFile, "id" | "name">): string {
  const shown = name.toWellFormed().replaceAll(/[/\\]/g, "_");
  const isTaken = shown === "." || shown === ".." || shown === "thumb";
  return `/api/files/${id}/${isTaken ? "_" : ""}${encodeURIComponent(shown)}`;
}

export function thumbAddress({ id }: Pick<MessageFile, "id">): string {
  return `/api/files/${id}/thumb`;
}
