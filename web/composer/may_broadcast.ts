// M2: whose `@everyone` and `@here` count in a room; the same as the server finds.
import type { RoomInfo, RoomRole, UserRole } from "../../src/protocol/shapes.ts";

export type BroadcastWord = "everyone" | "here";

export const broadcastWords: readonly BroadcastWord[] = ["everyone", "here"];

interface BroadcastRoom {
  info: Pick<RoomInfo, "kind" | "broadcasts">;
  role: RoomRole | null;
}

/** `mine` is my role in the workspace. */
export function mayBroadcast({ info, role }: BroadcastRoom, mine: UserRole): boolean {
  return info.broadcasts !== "owners" || role === "owner" || (info.kind === "public" && mine === "admin");
}
