// C1: direct rooms have no topic. Someone may be in thousands of them, and each topic would cost each of their connections a
// microsecond. The people of a direct room never change: they are read when something is first sent to it, and cached.
import type { Log } from "../../domain/log.ts";
import type { After } from "../../domain/timer.ts";

interface DirectRoomsDeps {
  /** The people of this direct room; empty for another room, or none. */
  listPeople: (roomId: number) => Promise<number[]>;
  after: After;
  log: Pick<Log, "error">;
  maxEntries?: number;
}

type Task = (people: readonly number[]) => void;

/** A failed read is tried again after these times, while events wait in order. */
const retryMs = [100, 1000, 4000];

export function createDirectRooms({ listPeople, after, log, maxEntries = 50_000 }: DirectRoomsDeps) {
  const peopleByRoom = new Map<number, readonly number[]>();
  /** Tasks of rooms that are being read, in order. */
  const waiting = new Map<number, Task[]>();
  /** Raised when a room is dropped: a read that began before is not cached. */
  let generation = 0;

  function keep(roomId: number, people: readonly number[]): void {
    if (peopleByRoom.size >= maxEntries) peopleByRoom.clear();
    peopleByRoom.set(roomId, people);
  }

  async function read(roomId: number, failed = 0): Promise<void> {
    const begun = generation;
    let people: readonly number[] = [];
    try {
      people = await listPeople(roomId);
      if (begun === generation) keep(roomId, people);
    } catch (error) {
      const delayMs = retryMs[failed];
      if (delayMs !== undefined) {
        after(delayMs, () => void read(roomId, failed + 1));
        return;
      }
      // Clients see the hole with the next event and sync (C2).
      log.error("direct_room_not_read", { roomId, error });
    }
    const tasks = waiting.get(roomId) ?? [];
    waiting.delete(roomId);
    for (const task of tasks) task(people);
  }

  /** Tasks of a room run one after another, at once where its people are known. */
  function withPeople(roomId: number, task: Task): void {
    const others = waiting.get(roomId);
    const people = peopleByRoom.get(roomId);
    if (others) others.push(task);
    else if (people) task(people);
    else {
      waiting.set(roomId, [task]);
      void read(roomId);
    }
  }

  return {
    withPeople,
    /** Null: not known yet. */
    peopleIfKnown: (roomId: number): readonly number[] | null => peopleByRoom.get(roomId) ?? null,
    people: (roomId: number) => new Promise<readonly number[]>((resolve) => withPeople(roomId, resolve)),
    /** It was made just now. */
    learn: keep,
    forget(roomId: number): void {
      generation += 1;
      peopleByRoom.delete(roomId);
    },
  };
}
