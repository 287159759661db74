import { composerId, messagesId, SkipLink } from "../ui/skip_link.tsx";
import { tUi } from "../ui/words.ts";
import { useApp, useChat } from "./app_context.ts";
import { isList } from "./route.ts";

/** The first Tab stops: past the rooms, to the messages and to the composer. */
export function SkipLinks() {
  const route = useApp().router.route.value;
  const { rooms } = useChat().state.value;
  const room = route.view === "room" ? rooms.get(route.roomId) : undefined;
  return (
    <>
      {(isList(route) || room?.window) && <SkipLink id={messagesId}>{tUi("skipToMessages")}</SkipLink>}
      {room?.info.archivedAt === null && <SkipLink id={composerId}>{tUi("skipToComposer")}</SkipLink>}
    </>
  );
}
