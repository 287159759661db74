// Where files and pictures of people are fetched (SPEC F10, P6). The page builds the address; of a file the server looks only at the id.
import type { Author, MessageFile } from "./shapes.ts";

/** The name is there to be read in the address bar: what would change the path, or is the thumbnail's, is written otherwise. */
export function fileAddress({ id, name }: Pick<MessageFile, "id" | "name">): string {
  const shown = name.toWellFormed().replaceAll(/[/\\]/g, "_");
  const isTaken = shown === "." || shown === ".." || shown === "thumb";
  return `/api/files/${id}/${isTaken ? "_" : ""}${encodeURIComponent(shown)}`;
}

export function thumbAddress({ id }: Pick<MessageFile, "id">): string {
  return `/api/files/${id}/thumb`;
}

/** Null: they have no picture. */
export function avatarAddress({ id, avatar }: Pick<Author, "id" | "avatar">): string | null {
  return avatar ? `/api/users/${id}/avatar/${avatar}` : null;
}
