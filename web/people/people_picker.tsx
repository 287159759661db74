// Choose people by name: the chosen ones are chips in front of the field, matches a list below it.
import { useEffect, useId, useRef, useState } from "preact/hooks";

import type { Person } from "../../src/protocol/shapes.ts";
import { useChat } from "../app/app_context.ts";
import { Icon } from "../ui/icons.tsx";
import { nameOf } from "./people_words.ts";
import { tUi } from "../ui/words.ts";
import { tPeopleLazy } from "./lazy_words.ts";

import { PersonAvatar } from "./person_avatar.tsx";
import { usePeopleSearch } from "./use_people_search.ts";

interface PeoplePickerProps {
  label: string;
  chosen: readonly Person[];
  change: (chosen: Person[]) => void;
  /** Maximum number of people. */
  max: number;
  /** Whether I may choose myself. */
  allowsMe?: boolean;
  /** Offers only people who are not in this room. */
  notInRoomId?: number;
}

export function PeoplePicker({ label, chosen, change, max, allowsMe, notInRoomId }: PeoplePickerProps) {
  const me = useChat().user.value;
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const { people, state } = usePeopleSearch(query, notInRoomId);
  const isFull = chosen.length >= max;
  const offered = isFull
    ? []
    : people.filter(
        (person) =>
          !person.isDeactivated &&
          (allowsMe || person.id !== me.id) &&
          chosen.every((one) => one.id !== person.id),
      );
  const active = offered[Math.min(at, offered.length - 1)];

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [active?.id]);

  function pick(person: Person): void {
    change([...chosen, person]);
    setQuery("");
    setAt(0);
    field.current?.focus();
  }

  function drop(person: Person): void {
    change(chosen.filter((one) => one.id !== person.id));
    field.current?.focus();
  }

  function press(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const last = chosen.at(-1);
    if (event.key === "ArrowDown") setAt(Math.min(at + 1, offered.length - 1));
    else if (event.key === "ArrowUp") setAt(Math.max(at - 1, 0));
    // In an empty field Enter submits the dialog, once someone is chosen.
    else if (event.key === "Enter" && active && (query !== "" || chosen.length === 0)) pick(active);
    else if (event.key === "Backspace" && query === "" && last) drop(last);
    else return;
    event.preventDefault();
  }

  return (
    <div class="picker">
      <label for={`${id}-field`}>{label}</label>
      <div class="field-box picker-box" onClick={() => field.current?.focus()}>
        {chosen.map((person) => (
          <span class="chip" key={person.id}>
            <bdi>{nameOf(person)}</bdi>
            <button
              type="button"
              aria-label={tPeopleLazy("removePerson", { name: nameOf(person) })}
              onClick={() => drop(person)}
            >
              <Icon name="close" size={12} />
            </button>
          </span>
        ))}
        <input
          ref={field}
          autofocus
          id={`${id}-field`}
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={offered.length > 0}
          aria-controls={`${id}-list`}
          {...(active ? { "aria-activedescendant": `${id}-${active.id}` } : {})}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          dir="auto"
          value={query}
          {...(chosen.length === 0 ? { placeholder: tPeopleLazy("typeName") } : {})}
          readOnly={isFull}
          onInput={(event) => {
            setQuery(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={press}
        />
      </div>
      <div ref={list} id={`${id}-list`} class="picker-list" role="listbox" aria-label={tPeopleLazy("people")}>
        {offered.map((person, index) => (
          <div
            key={person.id}
            id={`${id}-${person.id}`}
            role="option"
            aria-selected={person.id === active?.id}
            class="picker-row"
            // The field keeps the focus; the pointer moves the selection.
            onPointerDown={(event) => event.preventDefault()}
            onPointerMove={() => setAt(index)}
            onClick={() => pick(person)}
          >
            <PersonAvatar author={person} size={28} />
            <bdi class="picker-name">{nameOf(person)}</bdi>
            <span class="picker-note">
              {person.id === me.id
                ? tPeopleLazy("you")
                : person.displayName !== person.username && (
                    <>
                      <bdi>@{person.username}</bdi>
                    </>
                  )}
            </span>
          </div>
        ))}
      </div>
      {offered.length === 0 && (
        <PickerNote
          isFull={isFull}
          max={max}
          state={state}
          query={query}
          isForRoom={notInRoomId !== undefined}
        />
      )}
    </div>
  );
}

interface PickerNoteProps {
  isFull: boolean;
  max: number;
  state: "loading" | "ready" | "failed";
  query: string;
  isForRoom: boolean;
}

function PickerNote({ isFull, max, state, query, isForRoom }: PickerNoteProps) {
  let text = tPeopleLazy(isForRoom ? "everyoneIsIn" : "nobodyElse");
  if (isFull) text = tPeopleLazy("limitReached", { count: max });
  else if (state === "loading") text = tUi("searching");
  else if (state === "failed") text = tPeopleLazy("searchFailed");
  else if (query.trim() !== "") text = tPeopleLazy(isForRoom ? "noOtherCalled" : "nobodyCalled");
  return (
    <p class="list-note" role="status">
      {text}
    </p>
  );
}
