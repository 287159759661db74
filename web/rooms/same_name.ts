// L10: a second room with the same name needs a confirmation.
import { useRef, useState } from "preact/hooks";

import { Refused } from "../connection/refused.ts";
import { tRooms } from "./words.ts";

interface SameName {
  /** The person was warned that another room has this name. */
  isTold: boolean;
  /** Sends the name and asks for a warning, except about the room already named. */
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

/** Name of the other room. */
function nameTaken(error: unknown): string | null {
  if (!(error instanceof Refused) || error.code !== "name_taken") return null;
  const { current } = error;
  const name: unknown = typeof current === "object" && current !== null ? Reflect.get(current, "name") : null;
  return typeof name === "string" ? name : null;
}
