import { useApp, useChat } from "../app/app_context.ts";
import { tUi } from "../ui/words.ts";
import { tAdmin } from "./words.ts";
import { Sections, type Section } from "../settings/sections.tsx";
import { RetentionForm } from "../rooms/retention_form.tsx";

import { AuditSection } from "./audit_section.tsx";
import { PeopleSection } from "./people_section.tsx";
import { WorkspaceSection } from "./workspace_section.tsx";
import { RegistrationSection } from "./registration_section.tsx";
import { RoomsSection } from "./rooms_section.tsx";
import { ServerSection } from "./server_section.tsx";

/** Workspace settings. People who are not admins get a notice, and no request is sent. */
export function AdminView({ section }: { section: string | null }) {
  const me = useChat().user.value;
  if (me.role !== "admin") return <NotForYou />;
  const sections: Section[] = [
    {
      name: "people",
      label: tAdmin("people"),
      icon: "people",
      lead: tAdmin("peopleLead"),
      draw: () => <PeopleSection />,
    },
    {
      name: "rooms",
      label: tAdmin("rooms"),
      icon: "room",
      lead: tAdmin("roomsLead"),
      draw: () => <RoomsSection />,
    },
    {
      name: "registration",
      label: tAdmin("registration"),
      icon: "invite",
      lead: tAdmin("registrationLead"),
      draw: () => <RegistrationSection />,
    },
    {
      name: "workspace",
      label: tAdmin("workspace"),
      icon: "workspace",
      lead: tAdmin("workspaceLead"),
      draw: () => <WorkspaceSection />,
    },
    {
      name: "retention",
      label: tAdmin("retention"),
      icon: "clock",
      lead: tAdmin("retentionLead"),
      draw: () => <RetentionForm of="admin" />,
    },
    {
      name: "audit",
      label: tAdmin("audit"),
      icon: "list",
      lead: tAdmin("auditLead"),
      isOnlyRead: true,
      draw: () => <AuditSection />,
    },
    {
      name: "server",
      label: tAdmin("server"),
      icon: "server",
      lead: tAdmin("serverLead"),
      isOnlyRead: true,
      draw: () => <ServerSection />,
    },
  ];
  return <Sections view="admin" title={tUi("manageWorkspace")} sections={sections} current={section} />;
}

function NotForYou() {
  const { router } = useApp();
  return (
    <main class="room admin-refused">
      <div class="empty-state">
        <h1>{tAdmin("notForYou")}</h1>
        <p>{tAdmin("notForYouText")}</p>
        <button
          type="button"
          class="button is-main"
          onClick={() => router.go({ view: "home" }, { replace: true })}
        >
          {tAdmin("notForYouBack")}
        </button>
      </div>
    </main>
  );
}
