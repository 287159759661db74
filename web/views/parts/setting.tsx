// One setting in a section: what it is called, what it does, what is chosen, and whether it was saved.
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";

import { useApp } from "../../app/app.ts";
import { Icon } from "../../icons.tsx";
import { saySettings } from "../../words/en/settings.ts";

/** `count`: each saving is told, also the second in a row. */
export type Saving =
  { phase: "idle" | "busy" } | { phase: "saved"; count: number } | { phase: "failed"; message: string };

export interface Save {
  saving: Saving;
  /** Resolves to whether it went through; else the reason stands beside the setting. */
  save: (action: () => Promise<unknown>) => Promise<boolean>;
}

/** Only the last of several savings speaks. */
export function useSave(): Save {
  const { notices } = useApp();
  const [saving, setSaving] = useState<Saving>({ phase: "idle" });
  const last = useRef(0);
  const isShown = useRef(true);
  useEffect(() => () => void (isShown.current = false), []);

  async function save(action: () => Promise<unknown>): Promise<boolean> {
    const count = (last.current += 1);
    setSaving({ phase: "busy" });
    try {
      await action();
      if (count === last.current) setSaving({ phase: "saved", count });
      return true;
    } catch (error) {
      const message = error instanceof Error ? error.message : saySettings("somethingWrong");
      // Whoever went on to something else is told there.
      if (!isShown.current) notices.tell(message);
      else if (count === last.current) setSaving({ phase: "failed", message });
      return false;
    }
  }
  return { saving, save };
}

/** A small "Saved", announced; or why not. */
export function SaveNote({ saving }: { saving: Saving }) {
  return (
    <span class="save-note" role="status">
      {saving.phase === "saved" && (
        <span class="saved" key={saving.count}>
          <Icon name="check" size={14} /> {saySettings("saved")}
        </span>
      )}
      {saving.phase === "failed" && <span class="field-error">{saving.message}</span>}
    </span>
  );
}

export interface SettingProps {
  title: string;
  note?: ComponentChildren;
  saving?: Saving;
  children: ComponentChildren;
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
