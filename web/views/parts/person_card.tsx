// A name or an avatar that opens who this is: a small card beside it.
import type { ComponentChildren } from "preact";
import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";

import type { Author, Person } from "../../../src/protocol/shapes.ts";
import { useApp, useChat } from "../../app/app.ts";
import { Icon } from "../../icons.tsx";
import { presenceOf } from "../../state/people_state.ts";
import { isDisturbable, nameOf, presenceWords, statusNow } from "../../text/people.ts";

import { PersonAvatar } from "./person_avatar.tsx";
import { keepFloating } from "./place_floating.ts";
import { StatusLine } from "./status_line.tsx";
import { useOpenDirect } from "./use_open_direct.ts";

export interface PersonButtonProps {
  author: Author;
  class?: string;
  /** -1 where the keyboard reaches it by another way. */
  tabIndex?: number;
  children: ComponentChildren;
}

/** Draws its children as a button without looks of its own; pressing it shows the card. */
export function PersonButton({ author, class: className, tabIndex, children }: PersonButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  // An erased person has nothing to show (P3).
  if (author.username === "") return <span class={className ?? ""}>{children}</span>;
  return (
    <>
      <button
        ref={button}
        type="button"
        class={`person-button ${className ?? ""}`.trimEnd()}
        {...(tabIndex === undefined ? {} : { tabIndex })}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        {...(isOpen ? { "aria-controls": id } : {})}
        onClick={() => setIsOpen(!isOpen)}
      >
        {children}
      </button>
      {isOpen && button.current && (
        <PersonCard
          id={id}
          author={author}
          anchor={button.current}
          close={(refocus) => {
            setIsOpen(false);
            if (refocus) button.current?.focus();
          }}
        />
      )}
    </>
  );
}

interface PersonCardProps {
  id: string;
  author: Author;
  anchor: HTMLElement;
  close: (refocus: boolean) => void;
}

function PersonCard({ id, author, anchor, close }: PersonCardProps) {
  const { rest } = useApp();
  const chat = useChat();
  const openDirect = useOpenDirect();
  const card = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState<Person | null>(null);
  const person = chat.state.value.people.get(author.id) ?? asked;
  const isMe = author.id === chat.user.value.id;

  useEffect(() => {
    rest.person(author.id).then(
      ({ user }) => setAsked(user),
      () => {},
    );
  }, [author.id]);
  // Again when more is known: it grows.
  useLayoutEffect(() => {
    return card.current ? keepFloating(card.current, anchor, () => close(false)) : undefined;
  }, [anchor, person]);
  useLayoutEffect(() => card.current?.focus(), []);

  const status = person && statusNow(person, Date.now());
  const isDnd = person !== null && !isDisturbable(person, Date.now());
  const shown = person ?? author;
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
        // Keys of what lies beneath are not meant here.
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
            @<bdi>{shown.username}</bdi>
          </span>
        </span>
      </div>
      <p class="person-card-presence">
        {person?.isDeactivated
          ? "This account is deactivated."
          : presenceWords[presenceOf(chat.state.value, author.id)]}
        {isDnd && ", does not want to be disturbed"}
        {person?.role === "admin" && <span class="tag">admin</span>}
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
          {isMe ? "Notes to myself" : "Message"}
        </button>
      )}
    </div>
  );
}
