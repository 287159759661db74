// Forms that show an error next to its field.
import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";

import type { Refused } from "../connection/refused.ts";
import { IconButton } from "./icon_button.tsx";
import { problemOf } from "./problem_of.ts";
import { tUi } from "./words.ts";

export interface FormState {
  isBusy: boolean;
  /** By field; "" holds errors of no visible field. */
  errors: Readonly<Record<string, string>>;
}

interface Held {
  isBusy: boolean;
  /** The values in which something was seen to be wrong before they were sent. */
  wrong: Record<string, string> | null;
  /** Why they were refused. */
  problem: Refused | null;
}

const untouched: Held = { isBusy: false, wrong: null, problem: null };

export interface FormProps {
  /** Names of the form's fields. */
  fields: readonly string[];
  /** Required fields: an empty one shows its error at once. */
  needed?: readonly string[];
  /** Other errors that are found before sending, by field. */
  check?: (values: Record<string, string>) => Readonly<Record<string, string | null>>;
  submit: (values: Record<string, string>) => Promise<unknown>;
  children: (state: FormState) => ComponentChildren;
  class?: string;
}

/** Values are sent as typed; a second click while the first is in progress does nothing. */
export function Form({ fields, needed = [], check, submit, children, ...rest }: FormProps) {
  // What was found wrong is held, not what is said of it: another language says it anew.
  const [{ isBusy: isSending, wrong, problem }, setState] = useState<Held>(untouched);
  const isBusy = useRef(false);
  const form = useRef<HTMLFormElement>(null);

  const errors = wrong ? findErrors(wrong) : problem ? explain(problem, fields) : {};
  const state: FormState = { isBusy: isSending, errors };

  function findErrors(values: Record<string, string>): Record<string, string> {
    const found: Record<string, string> = {};
    for (const [name, error] of Object.entries(check?.(values) ?? {}))
      if (error !== null) found[name] = error;
    for (const name of needed) if (values[name]?.trim() === "") found[name] = tUi("missing");
    return found;
  }

  // All that is wrong is said at once; the focus goes to the first of it, as it stands there.
  useLayoutEffect(() => {
    if (!wrong && !problem) return;
    const invalid = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    (invalid ?? form.current?.querySelector<HTMLElement>(`[name="${fields[0]}"]`))?.focus();
  }, [wrong, problem]);

  async function send(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (isBusy.current || !form.current) return;
    const data = new FormData(form.current);
    const values = Object.fromEntries(fields.map((name) => [name, textOf(data.get(name))]));
    if (Object.keys(findErrors(values)).length > 0) return setState({ ...untouched, wrong: values });
    isBusy.current = true;
    setState({ ...untouched, isBusy: true });
    try {
      await submit(values);
      setState(untouched);
    } catch (error) {
      setState({ ...untouched, problem: problemOf(error) });
    } finally {
      isBusy.current = false;
    }
  }

  return (
    <form ref={form} noValidate onSubmit={(event) => void send(event)} {...rest}>
      {children(state)}
      {errors[""] !== undefined && (
        <p class="form-error" role="alert">
          {errors[""]}
        </p>
      )}
    </form>
  );
}

const textOf = (value: FormDataEntryValue | null) => (typeof value === "string" ? value : "");

function explain(problem: Refused, fields: readonly string[]): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { code, field: named, text } of [problem, ...problem.others]) {
    // Which of the two is wrong is not told: it is the password that one tries again.
    const field = named ?? (code === "wrong_credentials" ? "password" : "");
    errors[fields.includes(field) ? field : ""] ??= text;
  }
  return errors;
}

interface FieldProps {
  name: string;
  label: string;
  form: FormState;
  hint?: ComponentChildren;
  type?: "text" | "password" | "time" | "date";
  autocomplete?: string;
  autofocus?: boolean;
  value?: string;
  maxLength?: number;
  inputMode?: "numeric";
  disabled?: boolean;
  isOptional?: boolean;
  onInput?: (event: InputEvent & { currentTarget: HTMLInputElement }) => void;
}

export function Field({
  name,
  label,
  form,
  hint,
  type = "text",
  isOptional,
  autofocus,
  value,
  ...input
}: FieldProps) {
  const id = useId();
  const [isShown, setIsShown] = useState(false);
  const error = form.errors[name];
  const isHinted = Boolean(hint) && hint !== error;
  const described = [error ? `${id}-error` : "", isHinted ? `${id}-hint` : ""].filter(Boolean).join(" ");
  const isName = name === "username" || name === "code";
  const kind: object = { type: isShown ? "text" : type };
  return (
    <div class="field">
      <label for={id}>
        {label}
        {isOptional && <span class="optional">{` ${tUi("optional")}`}</span>}
      </label>
      <div class="field-box">
        <input
          id={id}
          name={name}
          dir="auto"
          // So that the style can match an empty field: see form.css.
          placeholder=" "
          spellcheck={false}
          {...kind}
          {...(isName || type === "password" ? { autocapitalize: "none", autocorrect: "off" } : {})}
          aria-invalid={error !== undefined}
          {...(described ? { "aria-describedby": described } : {})}
          // In a dialog the browser heeds the attribute; elsewhere it does so only once per page.
          {...(autofocus ? { autofocus } : {})}
          ref={(element) => {
            if (autofocus && element && !element.dataset["met"]) {
              element.dataset["met"] = "yes";
              element.focus();
            }
          }}
          {...(value === undefined ? {} : { defaultValue: value })}
          {...input}
        />
        {type === "password" && (
          <IconButton
            icon={isShown ? "hide" : "show"}
            label={tUi(isShown ? "hidePassword" : "showPassword")}
            title={null}
            aria-pressed={isShown}
            onClick={() => setIsShown(!isShown)}
          />
        )}
      </div>
      {error && (
        <p id={`${id}-error`} class="field-error" role="alert">
          {error}
        </p>
      )}
      {isHinted && (
        <p id={`${id}-hint`} class="hint">
          {hint}
        </p>
      )}
    </div>
  );
}

interface SubmitButtonProps {
  form: FormState;
  isDanger?: boolean | undefined;
  children: ComponentChildren;
}

export function SubmitButton({ form, isDanger, children }: SubmitButtonProps) {
  return (
    <button
      type="submit"
      class={isDanger ? "button is-danger" : "button is-main"}
      aria-disabled={form.isBusy}
    >
      {children}
    </button>
  );
}
