// For how many days the workspace or a room keeps messages (J1). A preview names what would be deleted (J5).
import { useEffect, useState } from "preact/hooks";

import { limits } from "../../src/protocol/limits.ts";
import type { RetentionPreview } from "../../src/protocol/shapes.ts";
import { useApp } from "../app/app_context.ts";
import { fileSize } from "../files/file_words.ts";
import { longDate } from "../i18n/times.ts";
import { LoadFailed } from "../ui/load_failed.tsx";
import { tRooms } from "./words.ts";
import { ConfirmBox } from "../ui/confirm_dialog.tsx";
import { Field, Form, SubmitButton } from "../ui/form.tsx";
import { SaveNote, useSave } from "../settings/setting.tsx";

/** The workspace, or a room (J1). */
type RetentionOf = "admin" | number;

interface Known {
  days: number | null;
  workspaceDays?: number | null;
}

export function RetentionForm({ of }: { of: RetentionOf }) {
  const { api, show } = useApp();
  const [known, setKnown] = useState<Known | "failed" | null>(null);
  const { saving, save } = useSave();

  function load(): void {
    const asked =
      of === "admin" ? api("GET /admin/retention") : api("GET /rooms/{id}/retention", { params: { id: of } });
    asked.then(
      ({ retention }) => setKnown(retention),
      () => setKnown("failed"),
    );
  }
  useEffect(load, [of]);

  async function ask(typed: string): Promise<void> {
    const text = typed.trim();
    const days = text === "" ? null : Number(text);
    const change = (): Promise<unknown> =>
      of === "admin"
        ? api("PUT /admin/retention", { body: { days } })
        : api("PUT /rooms/{id}/retention", { params: { id: of }, body: { days } });
    const set = () => save(change);
    if (days === null) return void (await set());
    const { preview } =
      of === "admin"
        ? await api("GET /admin/retention/preview", { query: { days } })
        : await api("GET /rooms/{id}/retention/preview", { params: { id: of }, query: { days } });
    show((close) => (
      <ConfirmBox
        title={tRooms("removeByAgeTitle")}
        text={whatGoes(preview)}
        action={tRooms("removeByAge")}
        isDanger
        run={set}
        close={close}
      />
    ));
  }

  if (known === "failed") return <LoadFailed retry={load} />;
  // The field's space is reserved until the number has loaded: buttons below must not move under a finger.
  const { days, workspaceDays }: Known = known ?? { days: null };
  return (
    <Form
      key={known === null}
      class="dialog-form admin-form"
      fields={["days"]}
      check={({ days: typed = "" }) => ({ days: isDays(typed) ? null : tRooms("notDays") })}
      submit={async ({ days: typed = "" }) => void (known && (await ask(typed)))}
    >
      {(form) => (
        <>
          <Field
            name="days"
            label={tRooms("days")}
            form={form}
            autocomplete="off"
            value={days === null ? "" : String(days)}
            maxLength={5}
            inputMode="numeric"
            disabled={known === null}
            hint={tRooms(of === "admin" ? "daysHint" : "roomDaysHint")}
          />
          {of !== "admin" && <p class="hint">{workspaceWords(workspaceDays)}</p>}
          <div class="admin-submit">
            <SubmitButton form={form}>{tRooms("apply")}</SubmitButton>
            <SaveNote saving={saving} />
          </div>
        </>
      )}
    </Form>
  );
}

/** A line's space while its text is unknown. */
function workspaceWords(days: number | null | undefined): string {
  if (days === undefined) return "\u00a0";
  return days === null ? tRooms("workspaceForever") : tRooms("workspaceKeeps", { count: days });
}

function isDays(typed: string): boolean {
  const text = typed.trim();
  return text === "" || (/^[1-9]\d*$/.test(text) && Number(text) <= limits.retentionDays);
}

function whatGoes({ messages, files, bytes, oldest }: RetentionPreview): string {
  if (messages === 0) return tRooms("nothingGoes");
  return [
    tRooms("goes", { count: messages }),
    oldest === null ? "" : tRooms("oldest", { date: longDate(oldest) }),
    files === 0 ? "" : tRooms("retentionFiles", { count: files, size: fileSize(bytes) }),
    tRooms("cannotUndo"),
  ]
    .filter(Boolean)
    .join(" ");
}
