// Names behind an @ (M1): who is offered, and putting one there.
import type { RefObject } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";

import { limits } from "../../src/protocol/limits.ts";
import type { Author, Person, UserRole } from "../../src/protocol/shapes.ts";
import { useApp, useChat } from "../app/app_context.ts";
import { after } from "../app/timers.ts";
import { Icon } from "../ui/icons.tsx";
import type { RoomState } from "../client/room_state.ts";
import { findNames, nameToPut, type NameQuery } from "./find_name.ts";
import { broadcastWords, mayBroadcast } from "./may_broadcast.ts";
import { nameOf } from "../people/people_words.ts";
import { tComposerLazy } from "./lazy_words.ts";
import { PersonAvatar } from "../people/person_avatar.tsx";

import type { Offer } from "./completion_list.tsx";
import { putText } from "./put_text.ts";

interface OfferedName {
  key: string;
  /** What is put behind the @. */
  name: string;
  /** Null for `@here` and `@everyone`. */
  person: Author | null;
  note: string;
}

const maxOffered = 8;
/** Of a larger room the server is asked by name. */
const maxPages = 3;
const pauseMs = 120;

interface NamesOptions {
  field: RefObject<HTMLTextAreaElement | null>;
  room: RoomState | null;
  query: NameQuery | null;
  close: () => void;
}

export function useNames({ field, room, query, close }: NamesOptions) {
  const offers = useNameSearch(room, query).map((one): Offer => ({
    key: one.key,
    mark: one.person ? (
      <PersonAvatar author={one.person} size={24} />
    ) : (
      <span class="offer-mark">
        <Icon name="people" size={16} />
      </span>
    ),
    name: one.person ? nameOf(one.person) : `@${one.name}`,
    note: one.note,
    take: () => take(one.name),
  }));

  function take(name: string): void {
    const element = field.current;
    if (!element || !query) return;
    const { start, text } = query;
    const { put, skips } = nameToPut(element.value, query, name);
    putText(element, { start, end: start + 1 + text.length }, put);
    const caret = start + put.length + skips;
    element.setSelectionRange(caret, caret);
    close();
  }

  return { label: tComposerLazy("names"), offers };
}

function useNameSearch(room: RoomState | null, query: NameQuery | null): readonly OfferedName[] {
  const chat = useChat();
  const { core, user, people } = chat;
  const matches = useUserSearch(query, room === null || isWhole(room));
  const isAsked = query !== null;

  // The room's people, a few pages of them, once someone begins a name.
  useEffect(() => {
    if (!room) return;
    const isMuch = (room.memberList?.roles.size ?? 0) >= maxPages * limits.listPage;
    if (!isAsked || room.memberIds || isMuch) return;
    void readMembers(() => core.moreMembers(room.info.id));
  }, [isAsked, room?.info.id, room?.memberList === null]);

  const known = people.value;
  const { id: me, role } = user.value;
  return useMemo(() => {
    // Nothing before the names are here: an Enter meant for a name must not call everyone.
    if (!query || !room || (!room.memberIds && !(room.memberList && room.memberList.next !== 0))) return [];
    const ids = new Set(room.memberIds ?? room.memberList?.roles.keys());
    const members: Person[] = [];
    for (const id of ids) {
      const person = known.get(id);
      if (person && !person.isDeactivated && id !== me) members.push(person);
    }
    const others = isWhole(room)
      ? []
      : matches.filter(({ id, isDeactivated }) => !ids.has(id) && id !== me && !isDeactivated);
    const named = findNames([...members, ...others], query.text, maxOffered).map((person) => ({
      key: String(person.id),
      name: person.username,
      person,
      note: person.username === person.displayName ? "" : `@${person.username}`,
    }));
    return [...named, ...broadcastsFor(room, query.text, role)].slice(0, maxOffered);
  }, [query?.text, room, known, matches, role]);
}

/** Whether it is known who is in and who is not. */
function isWhole({ memberIds, memberList }: RoomState): boolean {
  return memberIds !== null || memberList?.next === null;
}

async function readMembers(more: () => Promise<boolean>): Promise<void> {
  for (let page = 0; page < maxPages; page += 1) {
    // Without a line nobody is offered; the name may still be typed.
    if (!(await more().catch(() => false))) return;
  }
}

/** M2: what the room lets me say; in a direct room all are told anyway. */
function broadcastsFor(room: RoomState, text: string, role: UserRole): OfferedName[] {
  if (room.info.kind === "direct" || !mayBroadcast(room, role)) return [];
  const notes = { everyone: tComposerLazy("everyone"), here: tComposerLazy("online") };
  return broadcastWords
    .filter((name) => name.startsWith(text.toLowerCase()))
    .map((name) => ({ key: name, name, person: null, note: notes[name] }));
}

/** In a room too large to read: everyone of the workspace whose name begins so. */
function useUserSearch(query: NameQuery | null, isIdle: boolean): readonly Person[] {
  const { api } = useApp();
  const [matches, setMatches] = useState<readonly Person[]>([]);
  const text = query === null || isIdle ? "" : query.text;
  useEffect(() => {
    if (text === "") return setMatches([]);
    let isCurrent = true;
    const timer = after(pauseMs, () => {
      api("GET /users", { query: { q: text, limit: maxOffered } }).then(
        ({ users }) => isCurrent && setMatches(users),
        () => {},
      );
    });
    return () => {
      isCurrent = false;
      timer.cancel();
    };
  }, [text]);
  return matches;
}
