import { useEffect, useState } from "preact/hooks";

import { useApp, useChat } from "../app/app_context.ts";
import { tSettings } from "../settings/words.ts";
import { tUi } from "../ui/words.ts";
import { tSidebarLazy } from "./lazy_words.ts";
import { ConfirmBox } from "../ui/confirm_dialog.tsx";
import type { OpenMenu } from "../ui/menu.tsx";
import { MenuList, type MenuItem } from "../ui/menu_list.tsx";
import { dialogsChunk } from "../app/chunks.ts";
import { lazy } from "../ui/lazy/lazy.tsx";
import { inDialog } from "../ui/lazy/frames.tsx";

const InvitePeople = lazy(dialogsChunk, ({ InvitePeople }) => InvitePeople, inDialog);
const MyStatus = lazy(dialogsChunk, ({ MyStatus }) => MyStatus, inDialog);

/** My settings, and those of an admin. */
export function MeList(menu: OpenMenu) {
  const app = useApp();
  const { show } = app;
  const chat = useChat();
  const me = chat.user.value;
  const isAdmin = me.role === "admin";
  const warnings = useWarnings(isAdmin);

  const signOut = () => app.attempt(() => app.signOut(chat));

  function askSignOut(): void {
    const unsent = chat.unsentCount();
    const drafts = chat.drafts.targets.value.size;
    if (unsent + drafts === 0) return void signOut();
    const text = [
      unsent > 0 ? tSidebarLazy("unsent", { count: unsent }) : "",
      drafts > 0 ? tSidebarLazy("drafts", { count: drafts }) : "",
      tSidebarLazy("unfinishedGoes"),
    ];
    show((close) => (
      <ConfirmBox
        title={tSidebarLazy("signOutTitle")}
        text={text.filter(Boolean).join(" ")}
        action={tSettings("signOut")}
        isDanger
        run={signOut}
        close={close}
      />
    ));
  }

  const admins: (MenuItem | null)[] = [
    null,
    {
      icon: "workspace",
      label: tUi("manageWorkspace"),
      ...(warnings > 0 && { attention: tSidebarLazy("warnings", { count: warnings }) }),
      run: () => app.router.go({ view: "admin", section: warnings > 0 ? "server" : null }),
    },
  ];
  const items: (MenuItem | null)[] = [
    {
      icon: "smile",
      label: tSettings("myStatus"),
      run: () => show((close) => <MyStatus close={close} />),
    },
    {
      icon: "gear",
      label: tSettings("settings"),
      run: () => app.router.go({ view: "settings", section: null }),
    },
    null,
    {
      icon: "invite",
      label: tSidebarLazy("invitePeople"),
      run: () => show((close) => <InvitePeople close={close} />),
    },
    ...(isAdmin ? admins : []),
    null,
    { icon: "help", label: tSidebarLazy("help"), run: () => window.open("/docs", "_blank", "noopener") },
    { icon: "leave", label: tSettings("signOut"), run: askSignOut },
  ];

  return <MenuList {...menu} items={items} />;
}

/** The number of warnings, requested when the menu opens; empty while unknown. */
function useWarnings(isAdmin: boolean): number {
  const { api } = useApp();
  const [count, setCount] = useState(0);
  useEffect(() => {
    if (!isAdmin) return;
    api("GET /admin/server").then(
      ({ server }) => setCount(server.warnings.length),
      () => undefined,
    );
  }, [isAdmin]);
  return count;
}
