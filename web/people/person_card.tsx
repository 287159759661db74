import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

import type { Author, Person } from "../../src/protocol/shapes.ts";
import { useApp, useChat } from "../app/app_context.ts";
import { Icon } from "../ui/icons.tsx";
import { isDisturbable, nameOf, presenceWord, statusNow } from "./people_words.ts";
import { tPeople } from "./words.ts";
import { tPeopleLazy } from "./lazy_words.ts";

import { PersonAvatar } from "./person_avatar.tsx";
import { keepFloating } from "../ui/position_floating.ts";
import { useBackCloses } from "../ui/use_back_closes.ts";
import { StatusLine } from "./status_line.tsx";
import { useOpenDirect } from "./use_open_direct.ts";
import { usePresence } from "./use_presence.ts";

interface PersonCardProps {
  id: string;
  author: Author;
  anchor: HTMLElement;
  close: (refocus: boolean) => void;
}

/** Who a person is, with a button to message them. */
export function PersonCard({ id, author, anchor, close }: PersonCardProps) {
  const { api } = useApp();
  const chat = useChat();
  const openDirect = useOpenDirect();
  const card = useRef<HTMLDivElement>(null);
  useBackCloses(() => close(true));
  const [asked, setAsked] = useState<Person | null>(null);
  const person = chat.state.value.people.get(author.id) ?? asked;
  const isMe = author.id === chat.user.value.id;

  useEffect(() => {
    api("GET /users/{id}", { params: { id: author.id } }).then(
      ({ user }) => setAsked(user),
      () => {},
    );
  }, [author.id]);
  // Placed again when more is loaded: the card grows.
  useLayoutEffect(() => {
    return card.current ? keepFloating(card.current, anchor, () => close(false)) : undefined;
  }, [anchor, person]);
  useLayoutEffect(() => card.current?.focus(), []);

  const status = person && statusNow(person, Date.now());
  const isDnd = person !== null && !isDisturbable(person, Date.now());
  const shown = person ?? author;
  const presence = presenceWord(usePresence(author.id));
  return (
    <div
      ref={card}
      id={id}
      class="person-card"
      role="dialog"
      aria-label={nameOf(shown)}
      tabIndex={-1}
      onClick={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        // Keep keys from the timeline beneath.
        event.stopPropagation();
        if (event.key !== "Escape") return;
        event.preventDefault();
        close(true);
      }}
      onFocusOut={({ relatedTarget }) => {
        if (relatedTarget instanceof Node && !card.current?.contains(relatedTarget)) close(false);
      }}
    >
      <div class="person-card-head">
        <PersonAvatar author={shown} size={48} isDnd={isDnd} />
        <span class="person-card-names">
          <bdi class="person-card-name">{nameOf(shown)}</bdi>
          <span class="person-card-username">
            <bdi>@{shown.username}</bdi>
          </span>
        </span>
      </div>
      <p class="person-card-presence">
        {person?.isDeactivated
          ? tPeopleLazy("deactivated")
          : isDnd && presence
            ? tPeople("spokenDnd", { presence })
            : presence}
        {person?.role === "admin" && <span class="tag">{tPeopleLazy("admin")}</span>}
      </p>
      {status && <StatusLine status={status} />}
      {!person?.isDeactivated && (
        <button
          type="button"
          class="button is-small is-wide"
          onClick={() => {
            close(false);
            void openDirect([author.id]);
          }}
        >
          <Icon name="chat" size={16} />
          {tPeopleLazy(isMe ? "notes" : "message")}
        </button>
      )}
    </div>
  );
}
