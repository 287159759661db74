import type { Person } from "../../src/protocol/shapes.ts";
import type { ClientState } from "./client_state.ts";
import type { RoomState } from "./room_state.ts";

/** The members of a direct room with their current names; empty for other rooms. */
export function membersOf(room: Pick<RoomState, "memberIds">, state: Pick<ClientState, "people">): Person[] {
  return (room.memberIds ?? []).flatMap((id) => state.people.get(id) ?? []);
}
