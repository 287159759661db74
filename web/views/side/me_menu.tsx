import { useApp, useChat } from "../../app/app.ts";
import { Icon } from "../../icons.tsx";
import { plural } from "../../text/names.ts";
import { ChangePassword } from "../dialogs/change_password.tsx";
import { ConfirmBox } from "../dialogs/confirm_box.tsx";
import { InvitePeople } from "../dialogs/invite_people.tsx";
import { PlaceSettings } from "../dialogs/place_settings.tsx";
import { Sessions } from "../dialogs/sessions.tsx";
import { Avatar } from "../parts/avatar.tsx";
import { Menu, type MenuItem } from "../parts/menu.tsx";

/** Me, at the foot of the side. */
export function MeMenu() {
  const app = useApp();
  const { dialog } = app;
  const chat = useChat();
  const me = chat.user.value;
  const close = () => (dialog.value = null);

  const signOut = () => app.attempt(() => app.signOut(chat));

  function askSignOut(): void {
    const unsent = chat.unsentCount();
    const drafts = chat.drafts.count();
    if (unsent + drafts === 0) return void signOut();
    const parts = [
      unsent > 0 ? plural(unsent, "message has not been sent", "messages have not been sent") : "",
      drafts > 0 ? plural(drafts, "draft is unfinished", "drafts are unfinished") : "",
    ].filter(Boolean);
    dialog.value = {
      draw: () => (
        <ConfirmBox
          title="Sign out?"
          text={`${parts.join(", and ")}. Signing out removes what is unfinished from this browser.`}
          action="Sign out"
          isGrave
          run={signOut}
          close={close}
        />
      ),
    };
  }

  const items: (MenuItem | null)[] = [
    {
      icon: "invite",
      label: "Invite people",
      run: () => (dialog.value = { draw: () => <InvitePeople close={close} /> }),
    },
    null,
    {
      icon: "device",
      label: "My sessions",
      run: () => (dialog.value = { draw: () => <Sessions close={close} /> }),
    },
    {
      icon: "key",
      label: "Change password",
      run: () => (dialog.value = { draw: () => <ChangePassword close={close} /> }),
    },
    ...(me.role === "admin"
      ? [
          {
            icon: "place",
            label: "This place",
            run: () => (dialog.value = { draw: () => <PlaceSettings close={close} /> }),
          } as const,
        ]
      : []),
    null,
    { icon: "door", label: "Sign out", run: askSignOut },
  ];

  return (
    <footer class="side-foot">
      <Menu label={`${me.displayName}: menu`} isNamedInside items={items} class="me">
        <Avatar author={me} size={32} />
        <span class="me-names">
          <bdi class="me-name">{me.displayName}</bdi>
          {me.username !== me.displayName && <bdi class="me-username">{me.username}</bdi>}
        </span>
        <span class="unseen">menu</span>
        <Icon name="more" />
      </Menu>
    </footer>
  );
}
