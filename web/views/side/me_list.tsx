import { useApp, useChat } from "../../app/app.ts";
import { plural } from "../../text/names.ts";
import { ConfirmBox } from "../dialogs/confirm_box.tsx";
import {
  AuditLog,
  ChangePassword,
  EnterRoom,
  InvitePeople,
  MyProfile,
  MyStatus,
  Notifications,
  PeopleAdmin,
  PlaceSettings,
  Sessions,
} from "../dialogs/later_dialogs.tsx";
import type { OpenMenu } from "../parts/menu.tsx";
import { MenuList, type MenuItem } from "../parts/menu_list.tsx";

/** All that is mine to set, and what an admin may do. */
export function MeList(menu: OpenMenu) {
  const app = useApp();
  const { show } = app;
  const chat = useChat();
  const me = chat.user.value;

  const signOut = () => app.attempt(() => app.signOut(chat));

  function askSignOut(): void {
    const unsent = chat.unsentCount();
    const drafts = chat.drafts.count();
    if (unsent + drafts === 0) return void signOut();
    const parts = [
      unsent > 0 ? plural(unsent, "message has not been sent", "messages have not been sent") : "",
      drafts > 0 ? plural(drafts, "draft is unfinished", "drafts are unfinished") : "",
    ].filter(Boolean);
    show((close) => (
      <ConfirmBox
        title="Sign out?"
        text={`${parts.join(", and ")}. Signing out removes what is unfinished from this browser.`}
        action="Sign out"
        isGrave
        run={signOut}
        close={close}
      />
    ));
  }

  const mine: MenuItem[] = [
    { icon: "smile", label: "My status", run: () => show((close) => <MyStatus close={close} />) },
    { icon: "bell", label: "Notifications", run: () => show((close) => <Notifications close={close} />) },
    { icon: "person", label: "My profile", run: () => show((close) => <MyProfile close={close} />) },
    { icon: "device", label: "My sessions", run: () => show((close) => <Sessions close={close} />) },
    { icon: "key", label: "Change password", run: () => show((close) => <ChangePassword close={close} />) },
  ];
  const admins: (MenuItem | null)[] = [
    null,
    { icon: "place", label: "This place", run: () => show((close) => <PlaceSettings close={close} />) },
    { icon: "people", label: "People", run: () => show((close) => <PeopleAdmin close={close} />) },
    { icon: "list", label: "Audit log", run: () => show((close) => <AuditLog close={close} />) },
    { icon: "lock", label: "Enter a private room", run: () => show((close) => <EnterRoom close={close} />) },
  ];
  const items: (MenuItem | null)[] = [
    ...mine,
    null,
    { icon: "invite", label: "Invite people", run: () => show((close) => <InvitePeople close={close} />) },
    ...(me.role === "admin" ? admins : []),
    null,
    { icon: "door", label: "Sign out", run: askSignOut },
  ];

  return <MenuList {...menu} items={items} />;
}
