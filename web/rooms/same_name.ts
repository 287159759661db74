// L10: a second room of a name is made only by who was told of the first.
import { useRef, useState } from "preact/hooks";

import { Refused } from "../connection/refused.ts";
import { tRooms } from "./words.ts";

interface SameName {
  /** The person was told that this name is another room's. */
  isTold: boolean;
  /** Sends the name with a warning asked for, but the one that was told of. */
  run: <T>(name: string, send: (warn: { warn?: true }) => Promise<T>) => Promise<T>;
}

export function useSameName(): SameName {
  const announced = useRef<string | null>(null);
  const [isTold, setIsAnnounced] = useState(false);
  async function run<T>(name: string, send: (warn: { warn?: true }) => Promise<T>): Promise<T> {
    try {
      return await send(announced.current === name ? {} : { warn: true });
    } catch (error) {
      const room = nameTaken(error);
      announced.current = room === null ? null : name;
      setIsAnnounced(room !== null);
      if (room === null) throw error;
      throw new Refused("name_taken", () => tRooms("sameName", { room }), { field: "name" });
    }
  }
  return { isTold, run };
}

/** How the other room is called. */
function nameTaken(error: unknown): string | null {
  if (!(error instanceof Refused) || error.code !== "name_taken") return null;
  const { current } = error;
  const name: unknown = typeof current === "object" && current !== null ? Reflect.get(current, "name") : null;
  return typeof name === "string" ? name : null;
}
