import { useEffect, useState } from "preact/hooks";

import type { Registration, WorkspaceSettings } from "../../src/protocol/shapes.ts";
import { useApp } from "../app/app_context.ts";
import { LoadFailed } from "../ui/load_failed.tsx";
import { tAdmin } from "./words.ts";
import { Choices } from "../ui/choices.tsx";
import { InviteLinks } from "../people/invite_links.tsx";
import { ListSkeleton } from "../ui/paged_list.tsx";
import { Setting, useSave } from "../settings/setting.tsx";

/** Who may register, and the invite links (R6). */
export function RegistrationSection() {
  const [count, setCount] = useState<number | null>(null);
  return (
    <>
      <WhoJoins />
      <Setting title={tAdmin("links")} note={count !== null && count > 0 && tAdmin("linksNote", { count })}>
        <InviteLinks onCount={setCount} />
      </Setting>
    </>
  );
}

function WhoJoins() {
  const { api } = useApp();
  const [settings, setSettings] = useState<WorkspaceSettings | null>(null);
  const [hasFailed, setHasFailed] = useState(false);
  const { saving, save } = useSave();
  /** Counts refusals: a new key redraws the choice with its stored value. */
  const [refusals, setRefusals] = useState(0);

  function load(): void {
    setHasFailed(false);
    api("GET /workspace").then(
      (answer) => setSettings(answer.workspace),
      () => setHasFailed(true),
    );
  }
  useEffect(load, []);

  async function choose(registration: Registration): Promise<void> {
    const isDone = await save(async () =>
      setSettings((await api("PATCH /workspace", { body: { registration } })).workspace),
    );
    if (!isDone) setRefusals((count) => count + 1);
  }

  if (hasFailed) return <LoadFailed retry={load} />;
  if (!settings) return <ListSkeleton rows={2} />;
  return (
    <Setting title={tAdmin("whoJoins")} saving={saving}>
      <Choices
        key={refusals}
        legend={<span class="unseen">{tAdmin("whoJoins")}</span>}
        name="registration"
        chosen={settings.registration}
        isDisabled={settings.registrationLocked}
        onPick={(value) => void choose(value === "open" ? "open" : "invite")}
        choices={[
          { value: "invite", label: tAdmin("byInvite"), note: tAdmin("byInviteNote") },
          { value: "open", label: tAdmin("byAnyone"), note: tAdmin("byAnyoneNote") },
        ]}
      >
        {settings.registrationLocked && <p class="hint">{tAdmin("locked")}</p>}
      </Choices>
    </Setting>
  );
}
