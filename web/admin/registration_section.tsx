import { useEffect, useState } from "preact/hooks";

import type { Registration, WorkspaceSettings } from "../../src/protocol/shapes.ts";
import { useApp } from "../app/app.ts";
import { sayAdmin } from "./words.ts";
import { sayParts } from "../ui/words.ts";
import { Choices } from "../ui/choices.tsx";
import { InviteLinks } from "../people/invite_links.tsx";
import { Bones } from "../ui/paged_list.tsx";
import { Setting, useSave } from "../ui/setting.tsx";

/** Who comes in, and by which links (R6). */
export function RegistrationSection() {
  const [count, setCount] = useState<number | null>(null);
  return (
    <>
      <WhoJoins />
      <Setting
        title={sayAdmin("links")}
        note={count !== null && count > 0 && sayAdmin("linksNote", { count })}
      >
        <InviteLinks onCount={setCount} />
      </Setting>
    </>
  );
}

function WhoJoins() {
  const { api } = useApp();
  const [place, setPlace] = useState<WorkspaceSettings | null>(null);
  const [hasFailed, setHasFailed] = useState(false);
  const { saving, save } = useSave();
  /** Counts what was refused: then it is drawn anew, marked as it is. */
  const [refusals, setRefusals] = useState(0);

  function load(): void {
    setHasFailed(false);
    api("GET /place").then(
      (answer) => setPlace(answer.place),
      () => setHasFailed(true),
    );
  }
  useEffect(load, []);

  async function choose(registration: Registration): Promise<void> {
    const isDone = await save(async () =>
      setPlace((await api("PATCH /place", { body: { registration } })).place),
    );
    if (!isDone) setRefusals((count) => count + 1);
  }

  if (hasFailed) {
    return (
      <p class="list-note" role="alert">
        {sayParts("notLoaded")}{" "}
        <button type="button" class="link" onClick={load}>
          {sayParts("tryAgain")}
        </button>
      </p>
    );
  }
  if (!place) return <Bones rows={2} />;
  return (
    <Setting title={sayAdmin("whoJoins")} saving={saving}>
      <Choices
        key={refusals}
        legend={<span class="unseen">{sayAdmin("whoJoins")}</span>}
        name="registration"
        chosen={place.registration}
        isDisabled={place.registrationLocked}
        onPick={(value) => void choose(value === "open" ? "open" : "invite")}
        choices={[
          { value: "invite", label: sayAdmin("byInvite"), note: sayAdmin("byInviteNote") },
          { value: "open", label: sayAdmin("byAnyone"), note: sayAdmin("byAnyoneNote") },
        ]}
      >
        {place.registrationLocked && <p class="hint">{sayAdmin("locked")}</p>}
      </Choices>
    </Setting>
  );
}
