// The quick switcher: any room, person or message by a few letters. The field keeps the focus (`switcher_box.tsx`); the list
// marks the selected entry.
import type { ComponentChildren } from "preact";
import { useEffect, useId, useLayoutEffect, useMemo } from "preact/hooks";

import type { Message } from "../../src/protocol/shapes.ts";
import { useApp, useChat } from "../app/app_context.ts";
import { Icon } from "../ui/icons.tsx";
import { writeAsk } from "../app/search_address.ts";
import { useCombobox, type ComboboxOption } from "../ui/use_combobox.ts";
import { tUi } from "../ui/words.ts";
import { tSwitcherLazy } from "./lazy_words.ts";
import { compareNames } from "../i18n/locale.ts";
import { useOpenDirect } from "../people/use_open_direct.ts";

import {
  createEntries,
  isOf,
  rankEntries,
  readAsk,
  roomsQuestion,
  usualEntries,
  type Entry,
} from "./entries.ts";
import type { SwitcherField } from "./switcher_box.tsx";
import { EntryRow, MessageLine } from "./switcher_rows.tsx";
import { useAskedMessages, useAskedPeople, useAskedRooms, useJoinable } from "./use_server_entries.ts";

const maxUsual = 30;
const maxNames = 20;

interface Option extends ComboboxOption {
  draw: () => ComponentChildren;
}

interface Group {
  title: string;
  options: Option[];
}

export function SwitcherList({ field }: { field: SwitcherField }) {
  const { typed, leaveFor } = field;
  const { router, api, attempt } = useApp();
  const { core, state, user, link, recentRooms } = useChat();
  const openDirect = useOpenDirect();
  const id = useId();
  const route = router.route.value;
  const openId = route.view === "room" ? route.roomId : null;
  const isOnline = link.value === "open";
  const { only, q } = readAsk(typed);
  const recent = useMemo(() => recentRooms.list(), []);
  const entriesOf = useMemo(createEntries, []);
  const joinable = useJoinable(q, isOnline && only !== "people");
  const asked = useAskedPeople(q, isOnline && only !== "rooms");
  const awaited = useAskedRooms(isOnline ? roomsQuestion(q, state.value.rest) : null);
  const hits = useAskedMessages(q, isOnline && only === null && q !== "");
  const entries = useMemo(
    () =>
      entriesOf({
        state: state.value,
        myId: user.value.id,
        recent,
        joinable: joinable.rooms,
        found: asked.people.values(),
        awaited: awaited.rooms,
      }),
    [state.value.rooms, state.value.people, joinable.rooms, asked.answer, awaited.rooms],
  );
  const names = useMemo(() => {
    const some = entries.filter((entry) => isOf(entry, only));
    if (q !== "") return rankEntries(some, q, { rooms: state.value.rooms, limit: maxNames });
    return only === "people"
      ? some
          .toSorted((one, other) => one.order - other.order || compareNames(one.name, other.name))
          .slice(0, maxUsual)
      : usualEntries(some, openId, Date.now()).slice(0, maxUsual);
  }, [entries, only, q, openId]);

  function goTo(entry: Entry): void {
    if (entry.kind === "person") return leaveFor(() => void openDirect([entry.person.id]));
    const roomId = entry.kind === "room" ? entry.room.info.id : entry.room.id;
    leaveFor(() => {
      if (entry.kind === "room") return router.go({ view: "room", roomId });
      void attempt(async () => {
        const { room } = await api("POST /rooms/{id}/join", { params: { id: roomId } });
        core.takeRoom(room);
        router.go({ view: "room", roomId });
      });
    });
  }

  function goToMessage({ roomId, seq }: Message): void {
    leaveFor(() => router.go({ view: "room", roomId, seq }));
  }

  const groups: Group[] = [
    {
      title: tSwitcherLazy(q === "" && only !== "people" ? "unreadAndRecent" : "names"),
      options: names.map((entry) => ({
        key: entry.key,
        take: () => goTo(entry),
        draw: () => <EntryRow entry={entry} />,
      })),
    },
  ];
  if (only === null && q !== "") {
    const messages = hits.messages.filter(({ roomId }) => state.value.rooms.has(roomId));
    groups.push({
      title: tSwitcherLazy("messages"),
      options: [
        ...messages.map((message) => ({
          key: `message-${message.id}`,
          take: () => goToMessage(message),
          draw: () => <MessageLine message={message} />,
        })),
        {
          key: "search",
          take: () => leaveFor(() => router.go({ view: "search", query: writeAsk({ q }) })),
          draw: () => (
            <>
              <span class="switcher-mark">
                <Icon name="browse" />
              </span>
              <span class="switcher-name">{tSwitcherLazy.with("searchFor", { query: <bdi>{q}</bdi> })}</span>
            </>
          ),
        },
      ],
    });
  }
  const shown = groups.filter(({ options }) => options.length > 0);
  const options = shown.flatMap((group) => group.options);
  const combobox = useCombobox({ field: field.input, options, asked: typed });

  // In a layout effect: the next key refers to the list on screen.
  useLayoutEffect(() => {
    field.press.current = combobox.press;
    field.input.current?.setAttribute("aria-describedby", `${id}-hint`);
  });
  const phases = [asked.phase, awaited.phase, joinable.phase, hits.phase];
  const isSettled = names.length > 0 || !phases.includes("looking");
  useEffect(() => {
    if (!field.isChosenEarly.current || !isSettled) return;
    field.isChosenEarly.current = false;
    combobox.active?.take();
  }, [isSettled]);

  return (
    <>
      {shown.length > 0 && (
        <div {...combobox.list} class="switcher-list" aria-label={tSwitcherLazy("results")}>
          {shown.map(({ title, options: some }, index) => (
            <div key={title} role="group" aria-labelledby={`${id}-group-${index}`}>
              <p class="switcher-title" id={`${id}-group-${index}`} role="presentation">
                {title}
              </p>
              {some.map((option) => (
                <div
                  key={option.key}
                  class="switcher-row"
                  {...combobox.propsOf(option)}
                  onPointerMove={() => combobox.moveTo(option)}
                >
                  {option.draw()}
                </div>
              ))}
            </div>
          ))}
        </div>
      )}
      <p class="switcher-foot">
        <span id={`${id}-hint`}>{tSwitcherLazy("hint")}</span>
        <span role="status">{noteOf()}</span>
      </p>
    </>
  );

  function noteOf(): ComponentChildren {
    if (!isOnline) return tSwitcherLazy("offline");
    if (phases.includes("looking") && q !== "") return tUi("searching");
    if (phases.includes("failed")) return tSwitcherLazy("failed");
    const found = names.length + hits.messages.length;
    if (q !== "" && found === 0) return tSwitcherLazy("nothing");
    return <span class="unseen">{tSwitcherLazy("found", { count: found })}</span>;
  }
}
