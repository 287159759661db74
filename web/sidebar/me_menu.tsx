import { useChat } from "../app/app_context.ts";
import { Icon } from "../ui/icons.tsx";
import { isDisturbable, statusNow } from "../people/people_words.ts";
import { untilText } from "../i18n/until.ts";
import { tSidebar } from "./words.ts";
import { Menu } from "../ui/menu.tsx";
import { PersonAvatar, PresenceWords } from "../people/person_avatar.tsx";
import { useMinute } from "../ui/use_minute.ts";
import { toolsChunk } from "../app/chunks.ts";
import { lazy } from "../ui/lazy/lazy.tsx";
import { inDialog } from "../ui/lazy/frames.tsx";

const MeList = lazy(toolsChunk, ({ MeList }) => MeList, inDialog);

/** My avatar and status at the foot of the sidebar; opens the menu of my settings. */
export function MeMenu() {
  const me = useChat().user.value;
  const now = useMinute();

  const status = statusNow(me, now);
  const isDnd = !isDisturbable(me, now);
  const until = untilText(me.dndUntil, now);
  return (
    <footer class="sidebar-foot">
      <Menu
        label={tSidebar("menuOf", { name: me.displayName })}
        isNamedByContent
        list={(menu) => <MeList {...menu} />}
        class="me"
      >
        <PersonAvatar author={me} size={32} isDnd={isDnd} />
        <span class="me-names">
          <bdi class="me-name">{me.displayName}</bdi>
          <PresenceWords author={me} isDnd={isDnd} />
          {status ? (
            <span class="me-note">
              {status.emoji} <bdi>{status.text || untilText(status.until, now)}</bdi>
            </span>
          ) : isDnd ? (
            <span class="me-note">{until ? tSidebar("dndUntil", { end: until }) : tSidebar("dnd")}</span>
          ) : (
            me.username !== me.displayName && <bdi class="me-note">{me.username}</bdi>
          )}
        </span>
        <span class="unseen">{tSidebar("menu")}</span>
        <Icon name="more" />
      </Menu>
    </footer>
  );
}
