// The members of a room, read a page at a time, for dialogs and for completing names.
import type { Member } from "../../src/protocol/shapes.ts";
import { changeState, type ClientState } from "./client_state.ts";
import { meetPeople } from "./people_state.ts";
import { startMemberList, takeMembers } from "./member_list.ts";

interface MemberListsPorts {
  load: (roomId: number, after: number) => Promise<{ members: Member[]; next: number | null }>;
  state: () => ClientState;
  setState: (state: ClientState) => void;
}

export function createMemberLists({ load, state, setState }: MemberListsPorts) {
  const running = new Map<number, Promise<boolean>>();
  /** Raised by each `hello`: an answer to an older request may have missed events. */
  let connectionNumber = 0;

  async function run(roomId: number): Promise<boolean> {
    const room = state().rooms.get(roomId);
    if (!room) return false;
    if (!room.memberList)
      setState(changeState(state(), roomId, (one) => ({ ...one, memberList: startMemberList() })));
    const after = room.memberList ? room.memberList.next : 0;
    if (after === null) return false;
    const asked = connectionNumber;
    const page = await load(roomId, after);
    if (connectionNumber !== asked || state().rooms.get(roomId)?.memberList?.next !== after) return true;
    const met = meetPeople(
      state(),
      page.members.map(({ user }) => user),
    );
    setState(
      changeState(met, roomId, (one) => ({
        ...one,
        memberList: one.memberList && takeMembers(one.memberList, page),
      })),
    );
    return page.next !== null;
  }

  /** Reads the next page of a room's members; resolves to whether there are more. */
  function more(roomId: number): Promise<boolean> {
    const known = running.get(roomId);
    if (known) return known;
    const loading = run(roomId).finally(() => running.delete(roomId));
    running.set(roomId, loading);
    return loading;
  }

  return {
    more,
    onHello(): void {
      connectionNumber += 1;
    },
  };
}
