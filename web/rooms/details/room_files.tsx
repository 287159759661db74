import type { Message } from "../../../src/protocol/shapes.ts";
import { useApp, useChat } from "../../app/app_context.ts";
import { Icon } from "../../ui/icons.tsx";
import { fileIcon, fileLink } from "../../files/file_shapes.ts";
import { shownName } from "../../files/file_words.ts";
import { refreshListed } from "../../message_lists/listed_messages.ts";
import { nameOf } from "../../people/people_words.ts";
import { writeAsk } from "../../app/search_address.ts";
import { dayName } from "../../i18n/times.ts";
import { tRooms } from "../words.ts";
import { useMessageList } from "../../message_lists/use_message_list.ts";
import { useMessageEvents } from "../../message_lists/use_message_events.ts";

import { DetailsSection } from "./details_section.tsx";

const shown = 5;

/** The latest files of the room, found by search. */
export function DetailsFiles({ roomId }: { roomId: number }) {
  const { api, router } = useApp();
  const { who } = useChat();
  const ask = { q: "", roomId, has: "file" } as const;
  const { list, readFront } = useMessageList({
    load: () => api("GET /search", { query: { ...ask, limit: shown } }),
    fold: (known, received) => refreshListed(known, received).filter(hasFiles),
  });
  useMessageEvents((received) => {
    const isNew = (message: Message) => message.roomId === roomId && hasFiles(message);
    if (received.some((message) => isNew(message) && list.items.every(({ id }) => id !== message.id))) {
      void readFront();
    }
  });
  const files = list.items.flatMap((message) => message.files.map((file) => ({ file, message })));
  return (
    <DetailsSection
      title={tRooms("files")}
      phase={list.state === "loading" && files.length > 0 ? "ready" : list.state}
      retry={list.retry}
      empty={files.length === 0 ? tRooms("noFiles") : undefined}
      more={
        (list.next !== null || files.length > shown) && {
          label: tRooms("allFiles"),
          open: () => router.go({ view: "search", query: writeAsk(ask) }),
        }
      }
    >
      <ul>
        {files.slice(0, shown).map(({ file, message }) => (
          <li key={file.id}>
            <a class="details-row" {...fileLink(file)}>
              <Icon name={fileIcon(file.type)} />
              <span class="details-two">
                <bdi class="details-line">{shownName(file.name)}</bdi>
                <span class="details-small">
                  {tRooms.with("byAndDay", {
                    name: <bdi>{nameOf(who(message.author))}</bdi>,
                    date: dayName(message.createdAt, Date.now()),
                  })}
                </span>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </DetailsSection>
  );
}

const hasFiles = ({ files, deletedAt }: Message) => files.length > 0 && deletedAt === null;
