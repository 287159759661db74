// N2: reads the originals that replies in the open room need and that no page brought.
import type { Message, MessagesById } from "../../src/protocol/shapes.ts";
import { missingOriginals } from "./room_quotes.ts";
import type { RoomState } from "./room_state.ts";

interface QuotesLoaderPorts {
  load: (roomId: number, ids: number[]) => Promise<MessagesById>;
  openRoom: () => RoomState | undefined;
  take: (roomId: number, page: { rev: number; messages: Message[] }) => void;
  after: (delayMs: number, run: () => void) => void;
}

const batchSize = 100;
const pauseMs = 2000;

export function createQuotesLoader({ load, openRoom, take, after }: QuotesLoaderPorts) {
  const asked = new Set<number>();
  /** Read and not there: never read again. */
  const absent = new Set<number>();
  let seen: { window: unknown; quoted: unknown } = { window: null, quoted: null };

  function pump(): void {
    const room = openRoom();
    if (!room || (room.window === seen.window && room.quoted === seen.quoted)) return;
    seen = { window: room.window, quoted: room.quoted };
    const ids = missingOriginals(room).filter((id) => !asked.has(id) && !absent.has(id));
    for (let from = 0; from < ids.length; from += batchSize)
      ask(room.info.id, ids.slice(from, from + batchSize));
  }

  function ask(roomId: number, ids: number[]): void {
    for (const id of ids) asked.add(id);
    const forget = () => {
      for (const id of ids) asked.delete(id);
    };
    const arrive = (page: MessagesById) => {
      forget();
      // Messages that did not fit (R3) are still missing, and read next.
      const known = new Set([...page.messages.map(({ id }) => id), ...page.left]);
      for (const id of ids) if (!known.has(id)) absent.add(id);
      take(roomId, page);
    };
    const again = () => {
      forget();
      seen = { window: null, quoted: null };
      pump();
    };
    load(roomId, ids).then(arrive, () => after(pauseMs, again));
  }

  return {
    pump,
    /** Missing messages may exist by now. */
    onHello(): void {
      absent.clear();
    },
  };
}
