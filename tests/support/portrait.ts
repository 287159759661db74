// All that a client holds, in a form in which two clients of one person can be compared: whoever folded events and whoever
// has just come. What a message calls people is replaced by how they are called now, as the page shows it.
import type { Author, Message } from "../../src/protocol/shapes.ts";
import type { ClientState } from "../../web/client/client_state.ts";
import { nameOf } from "../../web/client/people_state.ts";
import { originalOf } from "../../web/client/room_quotes.ts";
import type { RoomState } from "../../web/client/room_state.ts";
import type { CoreClient } from "./core_client.ts";

export interface Portrait {
  me: unknown;
  workspace: unknown;
  presence: unknown;
  rooms: Record<number, RoomPortrait>;
}

interface RoomPortrait {
  messages: readonly Message[];
  [part: string]: unknown;
}

/** Loads what can be loaded first: every room from end to end, its roster, the replies of `panels` by room. */
export async function portray({ core }: CoreClient, panels: ReadonlyMap<number, number>): Promise<Portrait> {
  const rooms: Record<number, RoomPortrait> = {};
  const opened = core.replies.wanted();
  if (opened && panels.get(opened.roomId) !== opened.messageId) core.replies.close();
  for (const roomId of [...core.state().rooms.keys()].sort((one, other) => one - other)) {
    await core.openRoom(roomId);
    const now = () => core.state().rooms.get(roomId);
    while (now()?.window?.hasBefore) await core.histories.before(roomId);
    while (now()?.window?.atEnd === false) await core.histories.after(roomId);
    while (now()?.memberList?.next !== null && (await core.moreMembers(roomId)));
    const messageId = panels.get(roomId);
    if (messageId !== undefined) {
      await core.replies.open(roomId, messageId);
      while (now()?.panel?.next) await core.replies.more();
    }
    const room = now();
    if (room) rooms[roomId] = portrayRoom(core.state(), room);
  }
  const { me, workspace, presence } = core.state();
  return { me, workspace, presence: sorted(presence), rooms };
}

function portrayRoom(state: ClientState, room: RoomState): RoomPortrait {
  const called = (message: Message) => asCalled(state, message);
  const messages = room.window?.messages ?? [];
  const {
    info,
    role,
    settings,
    memberIds,
    receipts,
    lastAt,
    rev,
    counter: roomCounts,
    typing,
    memberList: roster,
    panel,
    mine,
  } = room;
  return {
    info,
    role,
    settings,
    lastAt,
    rev,
    counts: roomCounts.counts,
    receipts: sorted(receipts),
    members: memberIds?.map((id) => state.people.get(id)),
    roster: roster && sorted(roster.roles),
    typing: [...typing],
    messages: messages.map(called),
    quoted: messages
      .flatMap((message) => (message.replyTo === null ? [] : (originalOf(room, message) ?? null)))
      .map((message) => message && called(message)),
    mine: messages.map(({ id }) => [...(mine.get(id) ?? [])]),
    saved: messages.filter(({ id }) => state.saved.has(id)).map(({ id }) => id),
    panel: panel && [panel.original, ...panel.messages].map(called),
  };
}

function asCalled(state: ClientState, message: Message): Message {
  const name = (author: Author): Author => {
    const { id, username, displayName, avatar } = nameOf(state, author);
    return { id, username, displayName, avatar };
  };
  return {
    ...message,
    author: name(message.author),
    deletedBy: message.deletedBy && name(message.deletedBy),
    mentions: message.mentions.map((mention) => ({ ...mention, user: name(mention.user) })),
  };
}

function sorted<T>(map: ReadonlyMap<number, T>): [number, T][] {
  return [...map].sort(([one], [other]) => one - other);
}
