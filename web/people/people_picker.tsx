// Choose people by name: the chosen ones are chips in front of the field, matches a list below it.
import { useId, useRef, useState } from "preact/hooks";

import type { Person } from "../../src/protocol/shapes.ts";
import { useChat } from "../app/app_context.ts";
import { Icon } from "../ui/icons.tsx";
import { nameOf } from "./people_words.ts";
import { useCombobox } from "../ui/use_combobox.ts";
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
  const field = useRef<HTMLInputElement>(null);
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
  const options = offered.map((person) => ({
    key: String(person.id),
    person,
    take: () => pick(person),
  }));
  const combobox = useCombobox({ field, options, asked: query });

  function pick(person: Person): void {
    change([...chosen, person]);
    setQuery("");
    field.current?.focus();
  }

  function drop(person: Person): void {
    change(chosen.filter((one) => one.id !== person.id));
    field.current?.focus();
  }

  function press(event: KeyboardEvent): void {
    const last = chosen.at(-1);
    if (event.key === "Backspace" && query === "" && last) {
      drop(last);
      event.preventDefault();
    }
    // In an empty field Enter submits the dialog, once someone is chosen.
    const isSubmit = event.key === "Enter" && query === "" && last !== undefined;
    if (!isSubmit) combobox.press(event);
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
          aria-expanded={false}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          dir="auto"
          value={query}
          {...(chosen.length === 0 ? { placeholder: tPeopleLazy("typeName") } : {})}
          readOnly={isFull}
          onInput={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={press}
        />
      </div>
      <div {...combobox.list} class="picker-list" aria-label={tPeopleLazy("people")}>
        {options.map((option) => (
          <div
            key={option.key}
            class="picker-row"
            {...combobox.propsOf(option)}
            onPointerMove={() => combobox.moveTo(option)}
          >
            <PersonAvatar author={option.person} size={28} />
            <bdi class="picker-name">{nameOf(option.person)}</bdi>
            <span class="picker-note">
              {option.person.id === me.id ? tPeopleLazy("you") : <OtherName person={option.person} />}
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

/** What one may have searched for. */
function OtherName({ person: { username, displayName } }: { person: Person }) {
  return displayName === username ? null : <bdi>@{username}</bdi>;
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
