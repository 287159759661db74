import { tPeopleLazy } from "./lazy_words.ts";
import { DialogBox } from "../ui/dialog.tsx";
import { InviteLinks } from "./invite_links.tsx";

/** For everyone who may invite (R6). */
export function InvitePeople({ close }: { close: () => void }) {
  return (
    <DialogBox title={tPeopleLazy("inviteTitle")} close={close}>
      <p class="dialog-text">{tPeopleLazy("inviteLead")}</p>
      <InviteLinks autofocus />
    </DialogBox>
  );
}
