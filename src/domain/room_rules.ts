// The rights of owners and admins, for a helpful refusal; the transaction checks again (A2).
import type { User } from "../protocol/shapes.ts";
import { ChatError } from "./chat_error.ts";
import type { Membership } from "./stores.ts";

/** G2: its owners, and in a public room an admin who is a member. */
export function mustRule({ role, room }: Membership, user: User | null): void {
  if (role === "owner" || (room.kind === "public" && user?.role === "admin")) return;
  const who = room.kind === "public" ? "an owner of the room or an admin" : "an owner of the room";
  throw new ChatError("not_allowed", `Only ${who} can do this.`);
}

export function mustBeAdmin(user: User | null): void {
  if (user?.role !== "admin") throw new ChatError("not_allowed", "Only an admin can do this.");
}
