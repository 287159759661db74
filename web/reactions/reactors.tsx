import { useState } from "preact/hooks";

import type { Message, Person } from "../../src/protocol/shapes.ts";
import { useApp } from "../app/app_context.ts";
import { nameOf } from "../people/people_words.ts";
import { Avatar } from "../ui/avatar.tsx";
import { DialogBox } from "../ui/dialog.tsx";
import { PageList } from "../ui/paged_list.tsx";
import { usePages } from "../ui/use_pages.ts";
import { tReactions } from "./words.ts";

interface ReactorsProps {
  message: Message;
  /** The reaction shown first. */
  emoji: string;
  close: () => void;
}

/** Everyone who reacted, by reaction. */
export function Reactors({ message, emoji, close }: ReactorsProps) {
  const [shown, setShown] = useState(emoji);
  return (
    <DialogBox title={tReactions("reactions")} close={close}>
      <div class="reactors-kinds" role="group" aria-label={tReactions("whichReaction")}>
        {message.reactions.map((one) => (
          <button
            key={one.emoji}
            type="button"
            class="reaction"
            aria-pressed={one.emoji === shown}
            onClick={() => setShown(one.emoji)}
          >
            <span class="reaction-emoji">{one.emoji}</span>
            <span class="reaction-count">{one.count}</span>
          </button>
        ))}
      </div>
      <Givers key={shown} messageId={message.id} emoji={shown} />
    </DialogBox>
  );
}

function Givers({ messageId, emoji }: { messageId: number; emoji: string }) {
  const { api } = useApp();
  const pages = usePages<Person>(async (after) => {
    const { users, next } = await api("GET /messages/{id}/reactions", {
      params: { id: messageId },
      query: { emoji, after },
    });
    return { items: users, next };
  });
  return (
    <PageList
      pages={pages}
      label={tReactions("reactions")}
      empty={<p class="list-note">{tReactions("nobodyGives")}</p>}
    >
      {(people) =>
        people.map((person) => (
          <li key={person.id} class="dialog-row">
            <Avatar author={person} size={28} />
            <span class="dialog-row-text">
              <bdi class="dialog-row-name">{nameOf(person)}</bdi>
            </span>
          </li>
        ))
      }
    </PageList>
  );
}
