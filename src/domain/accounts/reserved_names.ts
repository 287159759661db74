// SPEC L5: what a message calls everyone by, and what people take for the server or for who runs it.
import { looksOf, type Looks } from "./looks.ts";

const reserved = [
  "everyone",
  "everybody",
  "here",
  "all",
  "channel",
  "room",
  "group",
  "admin",
  "admins",
  "administrator",
  "moderator",
  "root",
  "system",
  "server",
  "confab",
].map(looksOf);

const keys = new Set(reserved.flatMap(({ foldedLook, typedLook }) => [foldedLook, typedLook]));

export function isReserved({ foldedLook, typedLook }: Looks): boolean {
  return keys.has(foldedLook) || keys.has(typedLook);
}
