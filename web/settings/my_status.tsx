import { useState } from "preact/hooks";

import { limits } from "../../src/protocol/limits.ts";
import { useApp, useChat } from "../app/app.ts";
import { statusNow } from "../people/people_words.ts";
import { statusEnds } from "./expiry_choices.ts";
import { untilText } from "../i18n/until.ts";
import { saySettings } from "./words.ts";
import { Field } from "../ui/form.tsx";
import { FormDialog } from "../ui/form_dialog.tsx";
import { SelectField } from "../ui/select_field.tsx";

const suggestions = () =>
  [
    { emoji: "🗓️", text: saySettings("inMeeting"), end: "1h" },
    { emoji: "🎧", text: saySettings("deepIn"), end: "1h" },
    { emoji: "🏡", text: saySettings("atHome"), end: "today" },
    { emoji: "🤒", text: saySettings("notWell"), end: "today" },
    { emoji: "🌴", text: saySettings("awayStatus"), end: "week" },
  ] as const;

/** What I say of myself (P4). */
export function MyStatus({ close }: { close: () => void }) {
  const { api, attempt } = useApp();
  const me = useChat().user.value;
  const now = Date.now();
  const known = statusNow(me, now);
  const [draft, setDraft] = useState({
    emoji: known?.emoji ?? "",
    text: known?.text ?? "",
    end: known ? "kept" : "today",
    from: 0,
  });
  const kept = known ? untilText(known.until, now) || saySettings("untilChanged") : "";
  const ends = statusEnds.map(({ name, label }) => ({ value: name, label }));
  const options = kept ? [{ value: "kept", label: saySettings("asItIs", { end: kept }) }, ...ends] : ends;

  return (
    <FormDialog
      title={saySettings("myStatus")}
      close={close}
      action={saySettings("save")}
      fields={["emoji", "text", "end"]}
      submit={async ({ emoji = "", text = "", end }) => {
        if (!emoji.trim() && !text.trim()) return api("PATCH /me", { body: { status: null } });
        const choice = statusEnds.find(({ name }) => name === end);
        const until = choice ? choice.endOf(Date.now()) : (known?.until ?? null);
        return api("PATCH /me", { body: { status: { emoji: emoji.trim(), text: text.trim(), until } } });
      }}
    >
      {(form) => (
        <>
          <div class="status-fields" key={draft.from}>
            <Field
              name="emoji"
              label={saySettings("emoji")}
              form={form}
              autocomplete="off"
              value={draft.emoji}
              maxLength={limits.emojiLength}
            />
            <Field
              name="text"
              label={saySettings("status")}
              form={form}
              autocomplete="off"
              autofocus
              value={draft.text}
              maxLength={limits.statusLength}
            />
          </div>
          <div class="suggestions" role="group" aria-label={saySettings("suggestions")}>
            {suggestions().map((one) => (
              <button
                key={one.text}
                type="button"
                class="button is-small"
                onClick={() => setDraft({ ...one, from: draft.from + 1 })}
              >
                <span aria-hidden="true">{one.emoji}</span> {one.text}
              </button>
            ))}
          </div>
          <SelectField
            key={`end ${draft.from}`}
            name="end"
            label={saySettings("howLong")}
            options={options}
            chosen={draft.end}
          />
          {known && (
            <button
              type="button"
              class="link is-start"
              onClick={() => {
                close();
                void attempt(() => api("PATCH /me", { body: { status: null } }));
              }}
            >
              {saySettings("clearStatus")}
            </button>
          )}
        </>
      )}
    </FormDialog>
  );
}
