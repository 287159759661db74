import { useChat } from "../app/app_context.ts";
import { memberNoticeText } from "./member_notices_state.ts";
import { Icon } from "../ui/icons.tsx";
import { nameOf } from "../people/people_words.ts";
import { tUi } from "../ui/words.ts";

/** Who joined and left, over the room's upper end: it moves nothing. */
export function MemberNotices({ roomId }: { roomId: number }) {
  const { memberNotices, who } = useChat();
  const lines = memberNotices.lines.value.filter((line) => line.roomId === roomId);
  return (
    <div class="member-notices" role="status">
      {lines.map((line) => (
        <p class="member-notice" key={line.id}>
          <span>{memberNoticeText(line, <bdi class="log-name">{nameOf(who(line.who))}</bdi>)}</span>
          <button
            type="button"
            class="icon-button"
            aria-label={tUi("dismiss")}
            onClick={() => memberNotices.dismiss(line.id)}
          >
            <Icon name="close" size={14} />
          </button>
        </p>
      ))}
    </div>
  );
}
