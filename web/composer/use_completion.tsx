// A field in which names (M1), rooms and emoji (E4) are completed. What does it comes with the first @, # or : that is typed.
import type { RefObject } from "preact";
import { useRef, useState } from "preact/hooks";

import type { RoomState } from "../client/room_state.ts";
import { completionChunk } from "../app/chunks.ts";
import { lazy } from "../ui/lazy/lazy.tsx";
import { unannounced } from "../ui/lazy/frames.tsx";

import type { CompletionKeys } from "./completion.tsx";

// Without a connection nothing is offered; all of it may still be typed.
const Completion = lazy(completionChunk, ({ Completion }) => Completion, unannounced);

/** `room`: whose names; null where no names are. */
export function useCompletion(field: RefObject<HTMLTextAreaElement | null>, room: RoomState | null) {
  const keys = useRef<CompletionKeys | null>(null);
  const [isWanted, setIsWanted] = useState(false);
  const update = () => keys.current?.update();
  return {
    list: isWanted && <Completion field={field} room={room} keys={keys} />,
    /** Whether the key was meant for what is offered. */
    press: (event: KeyboardEvent) => keys.current?.press(event) ?? false,
    close: () => keys.current?.close(),
    /** The text changed. */
    onInput(event: InputEvent & { currentTarget: HTMLTextAreaElement }): void {
      setIsWanted(/[@\uff20#:]/.test(event.currentTarget.value));
      keys.current?.onInput(event);
    },
    /** Of the field. */
    props: {
      "aria-autocomplete": "list" as const,
      "aria-haspopup": "listbox" as const,
      onKeyUp: update,
      onClick: update,
      onBlur: () => keys.current?.close(),
    },
  };
}
