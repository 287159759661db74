// Suggestions for the text being typed, and their keys: choose, accept, dismiss.
import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useState } from "preact/hooks";

import type { RoomState } from "../client/room_state.ts";
import { isComposed } from "../ui/is_composed.ts";
import { useCombobox } from "../ui/use_combobox.ts";
import { nameAt, type NameQuery } from "./find_name.ts";
import { roomAt, type RoomQuery } from "./find_room.ts";
import { shortcodeAt, type ShortcodeQuery } from "./find_shortcode.ts";

import { OfferList } from "./completion_list.tsx";
import { useEmoji } from "./use_emoji_completion.tsx";
import { useNames } from "./use_name_completion.tsx";
import { useRooms } from "./use_room_completion.tsx";

/** Events of the field. */
export interface CompletionKeys {
  /** The caret may have moved. */
  update: () => void;
  onInput: (event: InputEvent) => void;
  press: (event: KeyboardEvent) => boolean;
  close: () => void;
}

interface CompletionProps {
  field: RefObject<HTMLTextAreaElement | null>;
  /** Null while editing, where names mention nobody (M3). */
  room: RoomState | null;
  /** Set by this. */
  keys: RefObject<CompletionKeys | null>;
}

type Query =
  { kind: "name"; at: NameQuery } | { kind: "room"; at: RoomQuery } | { kind: "emoji"; at: ShortcodeQuery };

export function Completion({ field, room, keys }: CompletionProps) {
  const [query, setQuery] = useState<Query | null>(null);
  /** The sign whose suggestions were dismissed with Escape: none are shown there again. */
  const [refusedAt, setRefusedAt] = useState<number | null>(null);
  const close = () => setQuery(null);
  const names = useNames({ field, room, query: query?.kind === "name" ? query.at : null, close });
  const emoji = useEmoji({ field, query: query?.kind === "emoji" ? query.at : null, close });
  const rooms = useRooms({ field, query: query?.kind === "room" ? query.at : null, close });
  const { offers, label } = query?.kind === "emoji" ? emoji : query?.kind === "room" ? rooms : names;
  const isOpen = query !== null && query.at.start !== refusedAt && offers.length > 0;
  const combobox = useCombobox({
    field,
    options: isOpen ? offers : [],
    asked: query ? `${query.at.start} ${query.at.text}` : "",
  });

  function queryNow(): Query | null {
    const element = field.current;
    if (!element || element.selectionStart !== element.selectionEnd) return null;
    const name = room && nameAt(element.value, element.selectionStart);
    if (name) return { kind: "name", at: name };
    const called = roomAt(element.value, element.selectionStart);
    if (called) return { kind: "room", at: called };
    const code = shortcodeAt(element.value, element.selectionStart);
    return code && { kind: "emoji", at: code };
  }

  function update(): void {
    const next = queryNow();
    // What is closed is not being typed any more.
    setQuery(next?.kind === "emoji" && next.at.isClosed ? null : next);
    if (next === null) setRefusedAt(null);
  }

  /** The colon that closes an exact code takes it. */
  function closeCode(): void {
    const now = queryNow();
    if (now?.kind === "emoji" && now.at.isClosed && now.at.start !== refusedAt) void emoji.takeExact(now.at);
  }

  /** Whether the key was for the suggestions. */
  function press(event: KeyboardEvent): boolean {
    if (!isOpen || isComposed(event)) return false;
    if (event.key === "Escape") setRefusedAt(query.at.start);
    else if (event.key === "Tab" && !event.shiftKey) combobox.active?.take();
    else if ((event.key === "Enter" && event.shiftKey) || !combobox.press(event)) return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  useLayoutEffect(() => {
    const mine: CompletionKeys = {
      update,
      onInput(event) {
        const isTyped = event.inputType === "insertText" && !event.isComposing;
        if (isTyped && event.data?.endsWith(":")) closeCode();
        update();
      },
      press,
      close,
    };
    keys.current = mine;
    return () => {
      // The next one may be there before this one is cleaned up.
      if (keys.current === mine) keys.current = null;
    };
  });
  useEffect(() => {
    // What was typed while this was on its way.
    closeCode();
    update();
  }, []);

  return isOpen ? <OfferList label={label} offers={offers} combobox={combobox} /> : null;
}
