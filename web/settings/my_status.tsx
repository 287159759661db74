import { useState } from "preact/hooks";

import { limits } from "../../src/protocol/limits.ts";
import { useApp, useChat } from "../app/app_context.ts";
import { statusNow } from "../people/people_words.ts";
import { statusEnds } from "./expiry_choices.ts";
import { untilText } from "../i18n/until.ts";
import { tUi } from "../ui/words.ts";
import { tSettings } from "./words.ts";
import { Field } from "../ui/form.tsx";
import { FormDialog } from "../ui/form_dialog.tsx";
import { SelectField } from "../ui/select_field.tsx";

const suggestions = () =>
  [
    { emoji: "🗓️", text: tSettings("inMeeting"), end: "1h" },
    { emoji: "🎧", text: tSettings("deepIn"), end: "1h" },
    { emoji: "🏡", text: tSettings("atHome"), end: "today" },
    { emoji: "🤒", text: tSettings("notWell"), end: "today" },
    { emoji: "🌴", text: tSettings("awayStatus"), end: "week" },
  ] as const;

/** My status (P4). */
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
  const untilWords = known ? untilText(known.until, now) || tSettings("untilChanged") : "";
  const ends = statusEnds.map(({ name, label }) => ({ value: name, label }));
  const options = untilWords
    ? [{ value: "kept", label: tSettings("asItIs", { end: untilWords }) }, ...ends]
    : ends;

  return (
    <FormDialog
      title={tSettings("myStatus")}
      close={close}
      action={tUi("save")}
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
              label={tSettings("emoji")}
              form={form}
              autocomplete="off"
              value={draft.emoji}
              maxLength={limits.emojiLength}
            />
            <Field
              name="text"
              label={tSettings("status")}
              form={form}
              autocomplete="off"
              autofocus
              value={draft.text}
              maxLength={limits.statusLength}
            />
          </div>
          <div class="suggestions" role="group" aria-label={tSettings("suggestions")}>
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
            label={tSettings("howLong")}
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
              {tSettings("clearStatus")}
            </button>
          )}
        </>
      )}
    </FormDialog>
  );
}
