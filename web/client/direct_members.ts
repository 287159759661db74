import type { Person } from "../../src/protocol/shapes.ts";
import type { ClientState } from "./client_state.ts";
import type { RoomState } from "./room_state.ts";

/** Who is in a direct room, as they are now called; empty for other rooms. */
export function membersOf(room: Pick<RoomState, "memberIds">, state: Pick<ClientState, "people">): Person[] {
  return (room.memberIds ?? []).flatMap((id) => state.people.get(id) ?? []);
}
