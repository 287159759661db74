import type { Person } from "../../src/protocol/shapes.ts";
import type { RoomState } from "../client/room_state.ts";

/** G2: owners of the room; in a public room also admins who are members. */
export function mayManage(
  { info, role }: Pick<RoomState, "info" | "role">,
  me: Pick<Person, "role">,
): boolean {
  if (info.kind === "direct" || role === null) return false;
  return role === "owner" || (info.kind === "public" && me.role === "admin");
}
