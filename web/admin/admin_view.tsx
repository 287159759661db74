import { useApp, useChat } from "../app/app.ts";
import { sayAdmin } from "./words.ts";
import { sayRetention } from "../rooms/retention_words.ts";
import { sayServer } from "./server_words.ts";
import { sayParts } from "../ui/words.ts";
import { Sections, type Section } from "../ui/sections.tsx";
import { RetentionForm } from "../rooms/retention_form.tsx";

import { AuditSection } from "./audit_section.tsx";
import { PeopleSection } from "./people_section.tsx";
import { PlaceSection } from "./workspace_section.tsx";
import { RegistrationSection } from "./registration_section.tsx";
import { RoomsSection } from "./rooms_section.tsx";
import { ServerSection } from "./server_section.tsx";

/** The place, for its admins. To others it says so, and asks the server for nothing. */
export function AdminView({ section }: { section: string | null }) {
  const me = useChat().user.value;
  if (me.role !== "admin") return <NotForYou />;
  const sections: Section[] = [
    {
      name: "people",
      label: sayAdmin("people"),
      icon: "people",
      lead: sayAdmin("peopleLead"),
      draw: () => <PeopleSection />,
    },
    {
      name: "rooms",
      label: sayAdmin("rooms"),
      icon: "room",
      lead: sayAdmin("roomsLead"),
      draw: () => <RoomsSection />,
    },
    {
      name: "registration",
      label: sayAdmin("registration"),
      icon: "invite",
      lead: sayAdmin("registrationLead"),
      draw: () => <RegistrationSection />,
    },
    {
      name: "place",
      label: sayAdmin("place"),
      icon: "place",
      lead: sayAdmin("placeLead"),
      draw: () => <PlaceSection />,
    },
    {
      name: "retention",
      label: sayRetention("retention"),
      icon: "clock",
      lead: sayRetention("lead"),
      draw: () => <RetentionForm of="admin" />,
    },
    {
      name: "audit",
      label: sayAdmin("audit"),
      icon: "list",
      lead: sayAdmin("auditLead"),
      isOnlyRead: true,
      draw: () => <AuditSection />,
    },
    {
      name: "server",
      label: sayServer("server"),
      icon: "server",
      lead: sayServer("serverLead"),
      isOnlyRead: true,
      draw: () => <ServerSection />,
    },
  ];
  return <Sections view="admin" title={sayParts("managePlace")} sections={sections} current={section} />;
}

function NotForYou() {
  const { router } = useApp();
  return (
    <main class="room admin-refused">
      <div class="room-middle">
        <h1>{sayAdmin("notForYou")}</h1>
        <p>{sayAdmin("notForYouText")}</p>
        <button
          type="button"
          class="button is-main"
          onClick={() => router.go({ view: "home" }, { replace: true })}
        >
          {sayAdmin("notForYouBack")}
        </button>
      </div>
    </main>
  );
}
