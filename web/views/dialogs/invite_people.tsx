import { sayDialogs } from "../../words/en/dialogs.ts";
import { DialogBox } from "../parts/dialog_box.tsx";
import { InviteLinks } from "../parts/invite_links.tsx";

/** For everyone who may invite (R6). */
export function InvitePeople({ close }: { close: () => void }) {
  return (
    <DialogBox title={sayDialogs("inviteTitle")} close={close}>
      <p class="dialog-text">{sayDialogs("inviteLead")}</p>
      <InviteLinks autofocus />
    </DialogBox>
  );
}
