import { useState } from "preact/hooks";

import type { Person } from "../../../src/protocol/shapes.ts";
import { useApp, useChat } from "../../app/app.ts";
import { Icon } from "../../icons.tsx";
import { nameOf } from "../../text/people.ts";
import { DialogBox } from "../parts/dialog_box.tsx";
import { Menu } from "../parts/menu.tsx";
import { MenuList, type MenuItem } from "../parts/menu_list.tsx";
import { PageEnd } from "../parts/page_end.tsx";
import { PersonAvatar } from "../parts/person_avatar.tsx";
import { useFoundPeople } from "../parts/use_found_people.ts";
import { usePages } from "../parts/use_pages.ts";

import { ConfirmBox } from "./confirm_box.tsx";
import { ErasePerson } from "./erase_person.tsx";

/** For administrators: everyone, their role, and whether they may sign in. */
export function PeopleAdmin({ close }: { close: () => void }) {
  const [query, setQuery] = useState("");
  return (
    <DialogBox title="People" close={close}>
      <div class="field-box search-box">
        <Icon name="browse" size={16} />
        <input
          type="search"
          aria-label="Find people"
          placeholder="Find people"
          autocomplete="off"
          spellcheck={false}
          value={query}
          onInput={(event) => setQuery(event.currentTarget.value)}
        />
      </div>
      {query.trim() === "" ? <Everyone /> : <Found query={query} />}
    </DialogBox>
  );
}

function Everyone() {
  const { rest } = useApp();
  const pages = usePages<Person>(async (after) => {
    const { users, next } = await rest.people({ after, limit: 50 });
    return { items: users, next };
  });
  return (
    <>
      <PeopleRows people={pages.items} />
      <PageEnd pages={pages} empty="Nobody is here." />
    </>
  );
}

function Found({ query }: { query: string }) {
  const { people, state } = useFoundPeople(query);
  return (
    <>
      <PeopleRows people={people} />
      {people.length === 0 && (
        <p class="list-note" role="status">
          {state === "loading"
            ? "Looking."
            : state === "failed"
              ? "This could not be loaded. Type again."
              : "Nobody has a name that begins like this."}
        </p>
      )}
    </>
  );
}

function PeopleRows({ people }: { people: readonly Person[] }) {
  const known = useChat().state.value.people;
  const now = people
    .map((person) => known.get(person.id) ?? person)
    .filter(({ username }) => username !== "");
  return (
    <ul class="dialog-list">
      {now.map((person) => (
        <PersonRow key={person.id} person={person} />
      ))}
    </ul>
  );
}

function PersonRow({ person }: { person: Person }) {
  const me = useChat().user.value;
  const name = nameOf(person);
  const items = usePersonActions(person);
  const says = [
    person.id === me.id ? "you" : "",
    person.isDeactivated ? "deactivated" : person.role === "admin" ? "admin" : "",
  ];
  return (
    <li class={person.isDeactivated ? "dialog-row is-off" : "dialog-row"}>
      <PersonAvatar author={person} size={32} />
      <span class="dialog-row-text">
        <bdi class="dialog-row-name">{name}</bdi>
        <span class="dialog-row-note">
          @<bdi>{person.username}</bdi>
        </span>
      </span>
      <span class="dialog-row-note">{says.filter(Boolean).join(", ")}</span>
      <Menu label={`What to do with ${name}`} list={(menu) => <MenuList {...menu} items={items} />}>
        <Icon name="more" />
      </Menu>
    </li>
  );
}

/** Each asks first and says what will happen. */
function usePersonActions(person: Person): MenuItem[] {
  const { rest, show, attempt } = useApp();
  const { id, isDeactivated } = person;
  const name = nameOf(person);
  const back = () => show((close) => <PeopleAdmin close={close} />);

  function ask(what: {
    title: string;
    text: string;
    action: string;
    isGrave?: boolean;
    run: () => Promise<unknown>;
  }) {
    show(() => <ConfirmBox {...what} run={() => attempt(what.run)} close={back} />);
  }

  const role: MenuItem =
    person.role === "admin"
      ? {
          icon: "person",
          label: "Make a member",
          run: () =>
            ask({
              title: `Make ${name} a member?`,
              text: "They can no longer change this place, its people or rooms that are not theirs.",
              action: "Make a member",
              run: () => rest.changePerson(id, { role: "member" }),
            }),
        }
      : {
          icon: "shield",
          label: "Make an admin",
          run: () =>
            ask({
              title: `Make ${name} an admin?`,
              text: "They can change this place and its people, and enter private rooms openly. They can also take this role from you.",
              action: "Make an admin",
              run: () => rest.changePerson(id, { role: "admin" }),
            }),
        };
  const door: MenuItem = isDeactivated
    ? {
        icon: "retry",
        label: "Reactivate",
        run: () =>
          ask({
            title: `Reactivate ${name}?`,
            text: "They can sign in again with their password and are in the rooms they were in.",
            action: "Reactivate",
            run: () => rest.changePerson(id, { deactivated: false }),
          }),
      }
    : {
        icon: "door",
        label: "Deactivate",
        run: () =>
          ask({
            title: `Deactivate ${name}?`,
            text: "They are signed out everywhere at once and cannot sign in. Their invite links stop working. What they wrote stays, under their name.",
            action: "Deactivate",
            isGrave: true,
            run: () => rest.changePerson(id, { deactivated: true }),
          }),
      };
  const erase: MenuItem = {
    icon: "trash",
    label: "Erase for good",
    isGrave: true,
    run: () => show(() => <ErasePerson person={person} close={back} />),
  };
  return isDeactivated ? [door, erase] : [role, door, erase];
}
