import { useApp, useChat } from "../app/app.ts";
import { isList } from "../app/route.ts";
import { tUi } from "./words.ts";

export const messagesId = "messages";
export const composerId = "composer";

/** Whatever of it Tab comes to, else itself. */
const stops = ":is([tabindex], a[href], button, textarea):not([tabindex='-1'], pre)";

/** The first stops of Tab, seen while they have the focus: past the rooms, to what is said and to where one writes. */
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

function SkipLink({ id, children }: { id: string; children: string }) {
  return (
    <a
      class="skip-link"
      href={`#${id}`}
      onClick={(event) => {
        // The address says which message it is.
        event.preventDefault();
        const target = document.getElementById(id);
        const stop = target?.querySelector<HTMLElement>(stops) ?? target;
        stop?.focus({ focusVisible: true });
      }}
    >
      {children}
    </a>
  );
}
