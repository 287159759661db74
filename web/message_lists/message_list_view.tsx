import type { ComponentChildren } from "preact";

import type { Message } from "../../src/protocol/shapes.ts";
import { useApp, useChat } from "../app/app_context.ts";
import type { IconName } from "../ui/icons.tsx";
import { tUi } from "../ui/words.ts";
import { tMessageLists } from "./words.ts";
import { EmptyState } from "../ui/empty_state.tsx";
import type { Pages } from "../ui/use_pages.ts";

import { ListEnd } from "./list_end.tsx";
import { ListFrame } from "./list_frame.tsx";
import { ListedRow } from "./listed_row.tsx";
import { ListSkeleton } from "./list_skeleton.tsx";
import { useLocation } from "./use_location.ts";

interface MessageListViewProps {
  title: string;
  icon: IconName;
  list: Pages<Message>;
  /** Explains an empty list. */
  empty: ComponentChildren;
  noteOf?: (message: Message) => string;
  actionOf?: (message: Message) => ComponentChildren;
}

/** The main view of a list of messages from all rooms, each linked to its position. */
export function MessageListView({ title, icon, list, empty, noteOf, actionOf }: MessageListViewProps) {
  const { router } = useApp();
  const { items: messages, state, next } = list;
  const locationOf = useLocation();
  return (
    <ListFrame title={title} icon={icon} isBusy={state === "loading"}>
      {messages.map((message) => (
        <ListedRow
          key={message.id}
          message={message}
          location={locationOf(message)}
          {...(noteOf ? { note: noteOf(message) } : {})}
          open={() => router.go({ view: "room", roomId: message.roomId, seq: message.seq })}
          action={actionOf?.(message)}
        />
      ))}
      {state === "loading" && (messages.length === 0 ? <ListSkeleton /> : <Loading />)}
      {state === "failed" && messages.length === 0 ? (
        <NothingCame retry={list.retry} />
      ) : (
        <ListEnd list={list} failed={tUi("notLoaded")} more={tUi("showMore")} />
      )}
      {state === "ready" && next === null && messages.length === 0 && empty}
    </ListFrame>
  );
}

/** Offline it loads on reconnect. */
function NothingCame({ retry }: { retry: () => void }) {
  const { link } = useChat();
  if (link.value !== "open") {
    return (
      <EmptyState role="status" icon="clock" title={tMessageLists("offlineTitle")}>
        <p>{tMessageLists("offline")}</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState role="alert" icon="warning" title={tUi("notLoaded")}>
      <button type="button" class="button" onClick={retry}>
        {tUi("tryAgain")}
      </button>
    </EmptyState>
  );
}

const Loading = () => <p class="list-note">{tUi("loading")}</p>;
