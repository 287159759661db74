import { useEffect, useRef, useState } from "preact/hooks";

import { useApp } from "../../app/app.ts";
import { Icon } from "../../icons.tsx";
import type { Invite } from "../../net/rest.ts";
import { plural } from "../../text/names.ts";
import { shortTime } from "../../text/times.ts";
import { DialogBox } from "../parts/dialog_box.tsx";

/** A link to pass on, and the links that still work. */
export function InvitePeople({ close }: { close: () => void }) {
  const { rest, attempt } = useApp();
  const [link, setLink] = useState("");
  const [invites, setInvites] = useState<readonly Invite[]>([]);

  const list = () => attempt(async () => setInvites((await rest.invites()).invites));
  useEffect(() => void list(), []);

  const create = () =>
    attempt(async () => {
      setLink((await rest.createInvite()).invite.url);
      await list();
    });

  const revoke = (id: number) =>
    attempt(async () => {
      await rest.revokeInvite(id);
      await list();
    });

  return (
    <DialogBox title="Invite people" close={close}>
      <p class="dialog-text">Whoever has the link can make an account here, for seven days.</p>
      {link ? (
        <InviteLink link={link} />
      ) : (
        <button type="button" class="button is-main is-wide" autofocus onClick={() => void create()}>
          Make an invite link
        </button>
      )}
      {invites.length > 0 && (
        <>
          <h3 class="dialog-section">Links that work</h3>
          <ul class="dialog-list">
            {invites.map((invite) => (
              <li key={invite.id} class="dialog-row">
                <span class="dialog-row-text">
                  <span class="dialog-row-name">
                    by <bdi>{invite.createdBy.displayName}</bdi>
                  </span>
                  <span class="dialog-row-note">
                    until {shortTime(invite.expiresAt)}, used {plural(invite.used, "time", "times")}
                  </span>
                </span>
                <button type="button" class="button is-small" onClick={() => void revoke(invite.id)}>
                  Revoke
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </DialogBox>
  );
}

function InviteLink({ link }: { link: string }) {
  const { notices } = useApp();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), [link]);

  async function copy(): Promise<void> {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(link);
    } catch {
      // On plain http there is no clipboard to write to; the old way still works there.
      if (!document.execCommand("copy")) return notices.tell("Press Ctrl C to copy the selected link.");
    }
    notices.tell("Link copied.");
  }

  return (
    <>
      <div class="copy-box">
        <input
          ref={field}
          readOnly
          value={link}
          dir="ltr"
          aria-label="Invite link"
          onFocus={(event) => event.currentTarget.select()}
        />
        <button type="button" class="button is-main" onClick={() => void copy()}>
          <Icon name="copy" /> Copy
        </button>
      </div>
      <p class="hint">It is shown only now.</p>
    </>
  );
}
