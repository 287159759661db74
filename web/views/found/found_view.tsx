import type { ComponentChildren } from "preact";

import type { Message } from "../../../src/protocol/shapes.ts";
import { useApp } from "../../app/app.ts";
import { Icon, type IconName } from "../../icons.tsx";
import { StripLine } from "../parts/strip_line.tsx";

import { FoundRow } from "./found_row.tsx";
import type { FoundList } from "./use_found_list.ts";
import { usePlaceOf } from "./use_place_of.ts";

export interface FoundViewProps {
  title: string;
  icon: IconName;
  list: FoundList;
  /** What this place is for, while there is nothing in it. */
  empty: ComponentChildren;
  noteOf?: (message: Message) => string;
  actionOf?: (message: Message) => ComponentChildren;
}

/** A list of messages from all rooms in the middle of the page, each leading to its place. */
export function FoundView({ title, icon, list, empty, noteOf, actionOf }: FoundViewProps) {
  const { router } = useApp();
  const { messages, phase, hasMore, more } = list;
  const placeOf = usePlaceOf();
  return (
    <main class="room">
      <header class="room-head">
        <button
          type="button"
          class="icon-button back"
          aria-label="Back to the rooms"
          onClick={() => router.go({ view: "home" })}
        >
          <Icon name="back" />
        </button>
        <Icon name={icon} />
        <h1 class="room-name">{title}</h1>
      </header>
      <div class="found-list" tabIndex={0} role="group" aria-label={title}>
        {messages.map((message) => (
          <FoundRow
            key={message.id}
            message={message}
            place={placeOf(message)}
            {...(noteOf ? { note: noteOf(message) } : {})}
            open={() => router.go({ view: "room", roomId: message.roomId, seq: message.seq })}
            action={actionOf?.(message)}
          />
        ))}
        {phase === "loading" && <p class="found-end">Loading.</p>}
        {phase === "failed" && (
          <p class="found-end" role="alert">
            This could not be loaded.{" "}
            <button type="button" class="link" onClick={more}>
              Try again
            </button>
          </p>
        )}
        {phase === "ready" && hasMore && (
          <p class="found-end">
            <button type="button" class="link" onClick={more}>
              Show more
            </button>
          </p>
        )}
        {phase === "ready" && !hasMore && messages.length === 0 && <div class="room-middle">{empty}</div>}
      </div>
      <div class="found-foot">
        <StripLine />
      </div>
    </main>
  );
}
