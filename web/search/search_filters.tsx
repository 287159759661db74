import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";

import type { Person } from "../../src/protocol/shapes.ts";
import { useApp, useChat } from "../app/app_context.ts";
import { Icon } from "../ui/icons.tsx";
import { nameOf, roomName } from "../people/people_words.ts";
import type { SearchAsk } from "../app/search_address.ts";
import { compareNames } from "../i18n/locale.ts";
import { tSearch } from "./words.ts";
import { membersOf } from "../client/direct_members.ts";
import { dialogsChunk } from "../app/chunks.ts";
import { lazy } from "../ui/lazy/lazy.tsx";
import { inDialog } from "../ui/lazy/frames.tsx";

const ChoosePerson = lazy(dialogsChunk, ({ ChoosePerson }) => ChoosePerson, inDialog);

interface FiltersProps {
  ask: SearchAsk;
  change: (ask: SearchAsk) => void;
}

/** S3: room, author, dates, content. */
export function SearchFilters({ ask, change }: FiltersProps) {
  const { has, since, until } = ask;
  const set = <K extends keyof SearchAsk>(name: K, value: SearchAsk[K] | undefined) => {
    const { [name]: _, ...rest } = ask;
    change({ q: ask.q, ...rest, ...(value !== undefined && { [name]: value }) });
  };
  return (
    <div class="search-filters" tabIndex={-1} role="group" aria-label={tSearch("filters")}>
      <Pill isSet={ask.roomId !== undefined}>
        <RoomSelect chosen={ask.roomId} choose={(roomId) => set("roomId", roomId)} />
        <Icon name="fold" size={16} />
      </Pill>
      <AuthorPill chosen={ask.from} choose={(from) => set("from", from)} />
      <Pill isSet={has !== undefined}>
        <select
          aria-label={tSearch("withWhat")}
          value={has ?? ""}
          onChange={(event) => {
            const { value } = event.currentTarget;
            set("has", value === "link" || value === "file" ? value : undefined);
          }}
        >
          <option value="">{tSearch("withAnything")}</option>
          <option value="link">{tSearch("withLinks")}</option>
          <option value="file">{tSearch("withFiles")}</option>
        </select>
        <Icon name="fold" size={16} />
      </Pill>
      <DatePill label={tSearch("since")} day={since} choose={(day) => set("since", day)} />
      <DatePill label={tSearch("until")} day={until} choose={(day) => set("until", day)} />
    </div>
  );
}

function Pill({ isSet, children }: { isSet: boolean; children: ComponentChildren }) {
  return <span class={isSet ? "filter-pill is-set" : "filter-pill"}>{children}</span>;
}

interface DatePillProps {
  label: string;
  day: string | undefined;
  choose: (day: string | undefined) => void;
}

/** An empty date field lies invisible over its label: WebKit would show today in it. */
function DatePill({ label, day, choose }: DatePillProps) {
  return (
    <label class={day === undefined ? "filter-pill is-date" : "filter-pill is-date is-set"}>
      {label}{" "}
      <input
        type="date"
        value={day ?? ""}
        onChange={(event) => choose(event.currentTarget.value || undefined)}
        onClick={({ currentTarget }) => {
          // Chromium opens the calendar only by its icon.
          if (currentTarget.value === "") currentTarget.showPicker();
        }}
      />
      <Icon name="fold" size={16} />
    </label>
  );
}

interface RoomSelectProps {
  chosen: number | undefined;
  choose: (roomId: number | undefined) => void;
}

function RoomSelect({ chosen, choose }: RoomSelectProps) {
  const { state, user } = useChat();
  const named = [...state.value.rooms.values()].map((room) => ({
    id: room.info.id,
    isDirect: room.info.kind === "direct",
    name: roomName({ ...room.info, members: membersOf(room, state.value) }, user.value.id),
  }));
  named.sort(
    (one, other) => Number(one.isDirect) - Number(other.isDirect) || compareNames(one.name, other.name),
  );
  return (
    <select
      aria-label={tSearch("room")}
      value={chosen ?? ""}
      onChange={(event) => choose(Number(event.currentTarget.value) || undefined)}
    >
      <option value="">{tSearch("inAnyRoom")}</option>
      {named.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}

interface AuthorPillProps {
  chosen: number | undefined;
  choose: (userId: number | undefined) => void;
}

function AuthorPill({ chosen, choose }: AuthorPillProps) {
  const { show } = useApp();
  const chat = useChat();
  // A link may name a person who is not known yet.
  useEffect(() => {
    if (chosen !== undefined) chat.meet([chosen]);
  }, [chosen]);
  if (chosen === undefined) {
    return (
      <button
        type="button"
        class="filter-pill"
        onClick={() =>
          show((close) => (
            <ChoosePerson
              title={tSearch("messagesFrom")}
              close={close}
              choose={({ id }: Person) => {
                close();
                choose(id);
              }}
            />
          ))
        }
      >
        {tSearch("fromAnyone")}
        <Icon name="fold" size={16} />
      </button>
    );
  }
  const person = chat.state.value.people.get(chosen);
  return (
    <span class="filter-pill is-set">
      <span>
        {person ? tSearch.with("fromPerson", { name: <bdi>{nameOf(person)}</bdi> }) : tSearch("fromSomeone")}
      </span>
      <button
        type="button"
        aria-label={tSearch("fromAnyone")}
        title={tSearch("fromAnyone")}
        onClick={() => choose(undefined)}
      >
        <Icon name="close" size={12} />
      </button>
    </span>
  );
}
