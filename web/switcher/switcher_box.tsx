// The switcher's field, in the first load: it accepts input before the list has loaded.
import type { ComponentChildren, RefObject } from "preact";
import { useRef, useState } from "preact/hooks";

import { useApp } from "../app/app_context.ts";
import { isComposed } from "../ui/is_composed.ts";
import { IconButton } from "../ui/icon_button.tsx";
import { Icon } from "../ui/icons.tsx";
import { tUi } from "../ui/words.ts";
import { tSwitcher } from "./words.ts";
import { DialogBox } from "../ui/dialog.tsx";

const longestQuery = 200; // S2

/** The field's state, as the list reads and sets it. */
export interface SwitcherField {
  typed: string;
  input: RefObject<HTMLInputElement | null>;
  /** Set by the list; returns whether it handled the key. */
  press: RefObject<((event: KeyboardEvent) => boolean) | null>;
  /** Enter was pressed before the list had loaded: it opens the best match. */
  isChosenEarly: RefObject<boolean>;
  /** Closes; the focus returns to the page before the page changes. */
  leaveFor: (go: () => void) => void;
}

interface SwitcherBoxProps {
  close: () => void;
  children: (field: SwitcherField) => ComponentChildren;
}

export function SwitcherBox({ close, children }: SwitcherBoxProps) {
  const { keys } = useApp();
  const [typed, setTyped] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const press = useRef<((event: KeyboardEvent) => boolean) | null>(null);
  const isChosenEarly = useRef(false);
  const goneTo = useRef<(() => void) | null>(null);

  function leaveFor(go: () => void): void {
    goneTo.current = go;
    close();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (isComposed(event)) return;
    if (keys.find(event) === "switcher") close();
    else if (press.current) {
      if (!press.current(event)) return;
    } else if (event.key === "Enter") isChosenEarly.current = true;
    else return;
    event.preventDefault();
  }

  return (
    <DialogBox title={tSwitcher("goTo")} close={close} variant="is-bare" onGone={() => goneTo.current?.()}>
      <div class="switcher-field">
        <Icon name="browse" />
        <input
          ref={input}
          autofocus
          role="combobox"
          aria-label={tSwitcher("findPlaceholder")}
          placeholder={tSwitcher("findPlaceholder")}
          aria-autocomplete="list"
          aria-expanded={false}
          enterkeyhint="go"
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          // When empty it has the page's direction, like the placeholder.
          dir={typed === "" ? undefined : "auto"}
          maxLength={longestQuery}
          value={typed}
          onInput={(event) => {
            isChosenEarly.current = false;
            setTyped(event.currentTarget.value);
          }}
          onKeyDown={onKeyDown}
        />
        <IconButton
          class="icon-button switcher-close"
          icon="close"
          label={tUi("close")}
          title={null}
          onClick={close}
        />
      </div>
      {children({ typed, input, press, isChosenEarly, leaveFor })}
    </DialogBox>
  );
}
