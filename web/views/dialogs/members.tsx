import type { Author, RoomInfo } from "../../../src/protocol/shapes.ts";
import { useApp } from "../../app/app.ts";
import { Avatar } from "../parts/avatar.tsx";
import { DialogBox } from "../parts/dialog_box.tsx";
import { PageEnd } from "../parts/page_end.tsx";
import { usePages } from "../parts/use_pages.ts";

export function Members({ info, close }: { info: RoomInfo; close: () => void }) {
  const { rest } = useApp();
  const pages = usePages<{ user: Author; role: string }>(async (after) => {
    const { members, next } = await rest.members(info.id, after);
    return { items: members, next };
  });
  return (
    <DialogBox title={`Members of ${info.name}`} close={close}>
      <ul class="dialog-list">
        {pages.items.map(({ user, role }) => (
          <li key={user.id} class="dialog-row">
            <Avatar author={user} size={28} />
            <span class="dialog-row-text">
              <bdi class="dialog-row-name">{user.displayName}</bdi>
              {user.displayName !== user.username && <bdi class="dialog-row-note">{user.username}</bdi>}
            </span>
            {role === "owner" && <span class="dialog-row-note">owner</span>}
          </li>
        ))}
      </ul>
      <PageEnd pages={pages} empty="Nobody is here." />
    </DialogBox>
  );
}
