import { useState } from "preact/hooks";

import type { Person } from "../../src/protocol/shapes.ts";
import { useApp } from "../app/app_context.ts";
import { nameOf } from "../people/people_words.ts";
import { fullTime } from "../i18n/times.ts";
import { tUi } from "../ui/words.ts";
import { tAdmin } from "./words.ts";
import { CopyBox } from "../ui/copy_box.tsx";
import { DialogBox } from "../ui/dialog.tsx";

/** R8: a password reset link, shown once, for the admin to pass on. */
export function ResetLink({ person, close }: { person: Person; close: () => void }) {
  const { api, attempt } = useApp();
  const [made, setMade] = useState<{ url: string; expiresAt: number } | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const name = <bdi>{nameOf(person)}</bdi>;

  async function make(): Promise<void> {
    if (isBusy) return;
    setIsBusy(true);
    await attempt(async () => setMade(await api("POST /users/{id}/reset", { params: { id: person.id } })));
    setIsBusy(false);
  }

  return (
    <DialogBox title={tAdmin.with("resetTitle", { name })} close={close}>
      <p class="dialog-text">{tAdmin.with("resetText", { name })}</p>
      {made && (
        <CopyBox
          label={tAdmin("resetLink")}
          link={made.url}
          hint={tAdmin("resetHint", { time: fullTime(made.expiresAt) })}
        />
      )}
      <div class="dialog-actions">
        {made ? (
          <button type="button" class="button" onClick={close}>
            {tAdmin("done")}
          </button>
        ) : (
          <>
            <button type="button" class="button" onClick={close}>
              {tUi("cancel")}
            </button>
            <button
              type="button"
              class="button is-main"
              autofocus
              aria-disabled={isBusy}
              onClick={() => void make()}
            >
              {tAdmin("resetMake")}
            </button>
          </>
        )}
      </div>
    </DialogBox>
  );
}
