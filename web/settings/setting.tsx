// One setting in a section: what it is called, what is chosen, and whether that was saved. It saves at once.
import type { ComponentChildren } from "preact";
import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";

import { useApp } from "../app/app_context.ts";
import { Icon } from "../ui/icons.tsx";
import type { Refused } from "../connection/refused.ts";
import { problemOf } from "../ui/problem_of.ts";
import { isComposed } from "../ui/is_composed.ts";
import { tUi } from "../ui/words.ts";

/** `count`: each saving is told, also the second in a row. */
export type Saving =
  { phase: "idle" | "busy" } | { phase: "saved"; count: number } | { phase: "failed"; problem: Refused };

interface Save {
  saving: Saving;
  /** Resolves to whether it was saved; else the reason is shown next to the setting. */
  save: (action: () => Promise<unknown>) => Promise<boolean>;
}

/** Only the last of several savings speaks. */
export function useSave(): Save {
  const { notices } = useApp();
  const [saving, setSaving] = useState<Saving>({ phase: "idle" });
  const last = useRef(0);
  const isShown = useRef(true);
  useEffect(() => {
    isShown.current = true;
    return () => void (isShown.current = false);
  }, []);

  async function save(action: () => Promise<unknown>): Promise<boolean> {
    const count = (last.current += 1);
    setSaving({ phase: "busy" });
    try {
      await action();
      if (count === last.current) setSaving({ phase: "saved", count });
      return true;
    } catch (error) {
      const problem = problemOf(error);
      // A person who moved on gets a notice.
      if (!isShown.current) notices.notify(problem);
      else if (count === last.current) setSaving({ phase: "failed", problem });
      return false;
    }
  }
  return { saving, save };
}

/** A small "Saved", announced; or why not. */
export function SaveNote({ saving, id }: { saving: Saving; id?: string }) {
  return (
    <span class="save-note" role="status" id={id}>
      {saving.phase === "saved" && (
        <span class="saved" key={saving.count}>
          <Icon name="check" size={14} /> {tUi("saved")}
        </span>
      )}
      {saving.phase === "failed" && (
        <span class="field-error">
          <Icon name="warning" size={14} /> {saving.problem.text}
        </span>
      )}
    </span>
  );
}

interface SettingProps {
  title: string;
  note?: ComponentChildren;
  saving?: Saving;
  children?: ComponentChildren;
}

/** A part of a section under a heading of its own. */
export function Setting({ title, note, saving, children }: SettingProps) {
  const id = useId();
  return (
    <section class="setting" aria-labelledby={id}>
      <header class="setting-head">
        <h2 id={id}>{title}</h2>
        {saving && <SaveNote saving={saving} />}
      </header>
      {note && <p class="setting-note">{note}</p>}
      {children}
    </section>
  );
}

interface SettingSwitchProps {
  label: string;
  note?: ComponentChildren;
  /** As it is stored. */
  isOn: boolean;
  isDisabled?: boolean;
  set: (isOn: boolean) => Promise<unknown>;
}

/** On or off: as pressed while it is being saved, as stored when that failed. */
export function SettingSwitch({ label, note, isOn, isDisabled, set }: SettingSwitchProps) {
  const { saving, save } = useSave();
  const [wanted, setWanted] = useState<boolean | null>(null);
  const id = useId();
  // In a layout effect: a press may come before effects run.
  useLayoutEffect(() => setWanted(null), [isOn]);

  async function turn(on: boolean): Promise<void> {
    setWanted(on);
    if (!(await save(() => set(on)))) setWanted(null);
  }

  return (
    <label class="choice">
      <input
        type="checkbox"
        role="switch"
        checked={wanted ?? isOn}
        disabled={isDisabled === true}
        // Neither the note nor that it was saved is a part of its name.
        aria-labelledby={`${id}-label`}
        {...(note ? { "aria-describedby": id } : {})}
        onChange={(event) => void turn(event.currentTarget.checked)}
      />
      <span>
        <span id={`${id}-label`}>{label}</span> <SaveNote saving={saving} />
        {note && (
          <span class="choice-note" id={id}>
            {note}
          </span>
        )}
      </span>
    </label>
  );
}

/** Unsaved text, by the name of its field: it outlives the section that shows it. */
export type Unsaved = Map<string, string>;

interface SettingFieldProps {
  name: string;
  label: string;
  hint?: ComponentChildren;
  type?: "text" | "time";
  /** As it is stored. */
  value: string;
  unsaved: Unsaved;
  maxLength?: number;
  autocomplete?: string;
  /** Resolves to what is stored now. */
  set: (text: string) => Promise<string>;
}

/** A text field that is saved when it loses the focus, and by Enter. A refused value stays as typed, with the reason. */
export function SettingField({
  name,
  label,
  hint,
  type = "text",
  value,
  unsaved,
  set,
  ...rest
}: SettingFieldProps) {
  const { saving, save } = useSave();
  const input = useRef<HTMLInputElement>(null);
  /** What the field held when it was last stored, or sent. */
  const sent = useRef(value);
  const id = useId();
  const hasFailed = saving.phase === "failed";
  const kind: object = { type };

  // Changed elsewhere: shown here, unless the person is typing.
  useEffect(() => {
    const field = input.current;
    if (!field || field.value !== sent.current) return;
    field.value = value;
    sent.current = value;
  }, [value]);

  async function commit(field: HTMLInputElement): Promise<void> {
    const text = field.value;
    if (text === sent.current || (type === "time" && text === "")) return;
    sent.current = text;
    unsaved.set(name, text);
    let stored = value;
    if (!(await save(async () => (stored = await set(text))))) {
      // The same text may be tried again.
      sent.current = value;
      return;
    }
    if (unsaved.get(name) === text) unsaved.delete(name);
    if (field.value !== text) return;
    field.value = stored;
    field.defaultValue = stored;
    sent.current = stored;
  }
  // A field that goes while it has the focus tells of no change.
  const commitLast = useRef(commit);
  commitLast.current = commit;
  useEffect(() => {
    const field = input.current;
    return () => void (field && commitLast.current(field));
  }, []);

  return (
    <div class="field">
      <div class="setting-head">
        <label for={id}>{label}</label>
        <SaveNote saving={saving} id={`${id}-note`} />
      </div>
      <div class="field-box">
        <input
          ref={input}
          id={id}
          name={name}
          {...kind}
          dir="auto"
          spellcheck={false}
          defaultValue={unsaved.get(name) ?? value}
          aria-invalid={hasFailed}
          aria-describedby={`${id}-note${hint ? ` ${id}-hint` : ""}`}
          onChange={(event) => void commit(event.currentTarget)}
          onKeyDown={(event) => {
            // After a refusal the text is the same and no change is told.
            if (event.key === "Enter" && !isComposed(event)) void commit(event.currentTarget);
          }}
          {...rest}
        />
      </div>
      {hint && (
        <p id={`${id}-hint`} class="hint">
          {hint}
        </p>
      )}
    </div>
  );
}
