import { useEffect, useRef } from "preact/hooks";

import { nameOf } from "../../text/people.ts";
import { plural } from "../../text/names.ts";
import { Icon } from "../../icons.tsx";
import { PersonAvatar } from "../parts/person_avatar.tsx";

import type { OfferedName } from "./use_names.ts";

export interface NameListBoxProps {
  id: string;
  names: readonly OfferedName[];
  chosen: OfferedName | undefined;
  pick: (name: OfferedName) => void;
}

/** Above the composer: whose name may be meant. The field keeps the focus and says which one is chosen. */
export function NameListBox({ id, names, chosen, pick }: NameListBoxProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [chosen?.key]);
  return (
    <div class="float-box name-box">
      <div ref={list} id={id} class="name-list" role="listbox" aria-label="Names" tabIndex={0}>
        {names.map((one) => (
          <div
            key={one.key}
            id={`${id}-${one.key}`}
            class="name-row"
            role="option"
            aria-selected={one.key === chosen?.key}
            // The field keeps the focus.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => pick(one)}
          >
            {one.person ? (
              <PersonAvatar author={one.person} size={24} />
            ) : (
              <span class="name-mark">
                <Icon name="people" size={16} />
              </span>
            )}
            <bdi class="name-main">{one.person ? nameOf(one.person) : `@${one.name}`}</bdi>
            {one.note && <bdi class="name-note">{one.note}</bdi>}
          </div>
        ))}
      </div>
      <p class="unseen" role="status">
        {plural(names.length, "name", "names")}. Up and down to choose, Enter to take one.
      </p>
    </div>
  );
}
