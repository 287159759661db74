import { useChat } from "../app/app_context.ts";
import { memberNoticeText } from "./member_notices_state.ts";
import { IconButton } from "../ui/icon_button.tsx";
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
          <IconButton
            icon="close"
            size={14}
            label={tUi("dismiss")}
            title={null}
            onClick={() => memberNotices.dismiss(line.id)}
          />
        </p>
      ))}
    </div>
  );
}
