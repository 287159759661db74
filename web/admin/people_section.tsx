import { useState } from "preact/hooks";

import type { Person } from "../../src/protocol/shapes.ts";
import { useApp, useChat } from "../app/app_context.ts";
import { Icon } from "../ui/icons.tsx";
import { tPeopleLazy } from "../people/lazy_words.ts";
import { tAdmin } from "./words.ts";
import { FindField } from "../ui/filter_field.tsx";
import { Empty, PageList } from "../ui/paged_list.tsx";
import { usePages } from "../ui/use_pages.ts";
import { useRowFocus } from "../ui/use_row_focus.ts";

import { PersonRow } from "./person_row.tsx";
import { dialogsChunk } from "../app/chunks.ts";
import { lazy } from "../ui/lazy/lazy.tsx";
import { inDialog } from "../ui/lazy/frames.tsx";

const InvitePeople = lazy(dialogsChunk, ({ InvitePeople }) => InvitePeople, inDialog);

const typingPauseMs = 150;

/** All members, their roles, and whether they may sign in (P1 to P3). */
export function PeopleSection() {
  const { api, show, dialog } = useApp();
  const known = useChat().state.value.people;
  const [query, setQuery] = useState("");
  const q = query.trim().replace(/^@/, "");
  const pages = usePages<Person>(
    async (after) => {
      const { users, next } = await api("GET /users", {
        query: { limit: 50, ...(q === "" ? { after } : { q }) },
      });
      return { items: users, next };
    },
    { asked: q, pauseMs: typingPauseMs },
  );
  // In their current state, without people erased since the page was read.
  const people = pages.items
    .map((person) => known.get(person.id) ?? person)
    .filter(({ username }) => username !== "");
  const list = useRowFocus(
    people.map(({ id }) => id),
    { isPaused: dialog.value !== null },
  );

  return (
    <div ref={list}>
      <div class="admin-tools">
        <FindField label={tAdmin("findPeople")} value={query} change={setQuery} />
        <button type="button" class="button" onClick={() => show((close) => <InvitePeople close={close} />)}>
          <Icon name="invite" size={16} /> {tPeopleLazy("inviteTitle")}
        </button>
      </div>
      <PageList
        pages={{ ...pages, items: people }}
        label={tAdmin("people")}
        class="admin-list"
        empty={<Empty icon="people" text={tAdmin(q === "" ? "noPeople" : "noneFound")} />}
      >
        {(rows) => rows.map((person) => <PersonRow key={person.id} person={person} />)}
      </PageList>
    </div>
  );
}
