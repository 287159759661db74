// What the operator may do with rooms from the command line (O7): never reading their messages.
import type { ListedRoom } from "../protocol/shapes.ts";
import type { AccountCliService } from "./accounts/account_cli_service.ts";
import { ChatError } from "./chat_error.ts";
import type { Journal } from "./journal.ts";
import { accepted } from "./message_refusals.ts";
import { checkRoomName, checkTopic } from "./room_texts.ts";
import type { RoomStore } from "./stores.ts";

interface RoomCliServiceDeps {
  rooms: Pick<RoomStore, "pageListed">;
  journal: Pick<Journal, "submit">;
  people: Pick<AccountCliService, "ownerOf">;
  roomLimit: number;
}

interface MadeRoom {
  name: string;
  topic: string;
  roomKind: "public" | "private";
  /** The owner's username; absent: the longest-standing admin. */
  owner?: string | undefined;
}

const pageSize = 100;

export function createRoomCliService({ rooms, journal, people, roomLimit }: RoomCliServiceDeps) {
  /** Public and private ones, by id, at most 100, id > after. */
  const listRooms = (after: number) => rooms.pageListed({ after, limit: pageSize, key: "" });

  async function findRoom(roomId: number): Promise<ListedRoom> {
    const [room] = await rooms.pageListed({ after: roomId - 1, limit: 1, key: "" });
    if (room?.id === roomId) return room;
    throw new ChatError("not_found", `The room ${roomId} was not found.`);
  }

  async function createRoom(made: MadeRoom): Promise<ListedRoom> {
    const name = checkRoomName(made.name);
    const topic = checkTopic(made.topic);
    const { id: forUserId } = await people.ownerOf(made.owner);
    const { roomKind } = made;
    const outcome = await journal.submit({
      kind: "createRoom",
      actor: null,
      forUserId,
      roomKind,
      name,
      topic,
      roomLimit,
    });
    const { roomId } = accepted(outcome, "The room", {
      tooMany: `This workspace can have at most ${roomLimit} rooms.`,
    });
    return findRoom(roomId);
  }

  async function setArchived(
    roomId: number,
    { archived }: { archived: boolean },
  ): Promise<{ room: ListedRoom; changed: boolean }> {
    await findRoom(roomId);
    const outcome = await journal.submit({ kind: "changeRoom", actor: null, roomId, archived });
    if (!outcome.ok && outcome.reason === "not_allowed") {
      throw new ChatError("not_allowed", "The room that everyone joins stays public and open.");
    }
    const { changed } = accepted(outcome, `The room ${roomId}`);
    return { room: await findRoom(roomId), changed };
  }

  return { listRooms, createRoom, setArchived };
}
