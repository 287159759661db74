import type { ComponentChildren } from "preact";

import type { Message } from "../../src/protocol/shapes.ts";
import { useApp, useChat } from "../app/app.ts";
import type { IconName } from "../ui/icons.tsx";
import { tUi } from "../ui/words.ts";
import { tMessageLists } from "./words.ts";
import { Middle } from "../ui/empty_state.tsx";

import { FoundEnd } from "./list_end.tsx";
import { FoundFrame } from "./list_frame.tsx";
import { FoundRow } from "./listed_row.tsx";
import { FoundSkeleton } from "./list_skeleton.tsx";
import type { FoundList } from "./use_message_list.ts";
import { usePlaceOf } from "./use_location.ts";

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
  const { messages, phase, hasMore } = list;
  const placeOf = usePlaceOf();
  return (
    <FoundFrame title={title} icon={icon} isBusy={phase === "loading"}>
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
      {phase === "loading" && (messages.length === 0 ? <FoundSkeleton /> : <Loading />)}
      {phase === "failed" && messages.length === 0 ? (
        <NothingCame retry={list.more} />
      ) : (
        <FoundEnd list={list} failed={tUi("notLoaded")} more={tUi("showMore")} />
      )}
      {phase === "ready" && !hasMore && messages.length === 0 && empty}
    </FoundFrame>
  );
}

/** Without a line it comes by itself when there is one. */
function NothingCame({ retry }: { retry: () => void }) {
  const { link } = useChat();
  if (link.value !== "open") {
    return (
      <Middle role="status" icon="clock" title={tMessageLists("offlineTitle")}>
        <p>{tMessageLists("offline")}</p>
      </Middle>
    );
  }
  return (
    <Middle role="alert" icon="warning" title={tUi("notLoaded")}>
      <button type="button" class="button" onClick={retry}>
        {tUi("tryAgain")}
      </button>
    </Middle>
  );
}

const Loading = () => <p class="found-end">{tUi("loading")}</p>;
