import { useEffect, useRef, useState } from "preact/hooks";

import { useApp } from "../app/app_context.ts";
import type { ListedInvite } from "../../src/protocol/shapes.ts";
import { nameOf } from "./people_words.ts";
import { shortTime } from "../i18n/times.ts";
import { DialogBox } from "../ui/dialog.tsx";
import { tPeopleLazy } from "./lazy_words.ts";

import { CopyBox } from "../ui/copy_box.tsx";
import { Empty, PageList } from "../ui/paged_list.tsx";
import { usePages } from "../ui/use_pages.ts";
import { useRowFocus } from "../ui/use_row_focus.ts";

interface InviteLinksProps {
  /** Whether the link's field takes the focus. */
  autofocus?: boolean;
  /** Number of active links. */
  onCount?: (count: number) => void;
}

/** Create an invite link; the list of active ones (R6). */
export function InviteLinks({ autofocus, onCount }: InviteLinksProps) {
  const { api, attempt, notices } = useApp();
  const [link, setLink] = useState("");
  const button = useRef<HTMLButtonElement>(null);
  const pages = usePages<ListedInvite>(async (before) => {
    const { invites, next } = await api("GET /invites", { query: before === 0 ? {} : { before } });
    return { items: invites, next };
  });
  const list = useRowFocus(
    pages.items.map(({ id }) => id),
    { otherwise: button },
  );

  useEffect(() => {
    // The number is unknown while the list has more pages.
    if (pages.state === "ready" && pages.next === null) onCount?.(pages.items.length);
  }, [pages.state, pages.next, pages.items.length]);

  const create = () =>
    attempt(async () => {
      setLink((await api("POST /invites")).invite.url);
      pages.again();
    });

  async function revoke(id: number): Promise<void> {
    const isDone = await attempt(() => api("DELETE /invites/{id}", { params: { id } }));
    if (!isDone) return;
    pages.change((invites) => invites.filter((invite) => invite.id !== id));
    notices.notify(tPeopleLazy.localized("revoked"));
  }

  return (
    <>
      {link && <CopyBox label={tPeopleLazy("inviteLink")} link={link} hint={tPeopleLazy("inviteOnce")} />}
      <button
        ref={button}
        type="button"
        class={link ? "button invite-more" : "button is-main is-wide"}
        autofocus={autofocus && !link}
        onClick={() => void create()}
      >
        {tPeopleLazy(link ? "inviteMakeAnother" : "inviteMake")}
      </button>
      <h3 class="dialog-section">{tPeopleLazy("invitesOpen")}</h3>
      <div ref={list}>
        <PageList
          pages={pages}
          label={tPeopleLazy("invitesOpen")}
          empty={<Empty icon="link" text={tPeopleLazy("inviteEmpty")} />}
        >
          {(invites) =>
            invites.map((invite) => {
              const name = nameOf(invite.createdBy);
              const time = shortTime(invite.expiresAt);
              return (
                <li key={invite.id} class="dialog-row" data-row={invite.id}>
                  <span class="dialog-row-text">
                    <span class="dialog-row-name">
                      {tPeopleLazy.with("inviteBy", { name: <bdi>{name}</bdi> })}
                    </span>
                    <span class="dialog-row-note">
                      {tPeopleLazy("inviteUsed", { count: invite.used, time })}
                    </span>
                  </span>
                  <button
                    type="button"
                    class="button is-small"
                    aria-label={tPeopleLazy("revokeOf", { name, time })}
                    onClick={() => void revoke(invite.id)}
                  >
                    {tPeopleLazy("revoke")}
                  </button>
                </li>
              );
            })
          }
        </PageList>
      </div>
    </>
  );
}

/** For everyone who may invite (R6). */
export function InvitePeople({ close }: { close: () => void }) {
  return (
    <DialogBox title={tPeopleLazy("inviteTitle")} close={close}>
      <p class="dialog-text">{tPeopleLazy("inviteLead")}</p>
      <InviteLinks autofocus />
    </DialogBox>
  );
}
