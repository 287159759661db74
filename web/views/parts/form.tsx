// Forms that say beside the field what is wrong with it.
import type { ComponentChildren } from "preact";
import { useId, useRef, useState } from "preact/hooks";

import { RestError } from "../../net/rest.ts";
import { Icon } from "../../icons.tsx";
import { sayApp } from "../../words/en/app.ts";
import { sayParts } from "../../words/en/parts.ts";

export interface FormState {
  isBusy: boolean;
  /** By field; "" holds what belongs to no field shown. */
  errors: Readonly<Record<string, string>>;
}

export interface FormProps {
  /** Names of the fields it shows. */
  fields: readonly string[];
  /** Those that must not be empty: it is said beside them at once. */
  needed?: readonly string[];
  submit: (values: Record<string, string>) => Promise<unknown>;
  children: (state: FormState) => ComponentChildren;
  class?: string;
}

/** Values are sent as typed; a second click while the first is under way does nothing. */
export function Form({ fields, needed = [], submit, children, ...rest }: FormProps) {
  const [state, setState] = useState<FormState>({ isBusy: false, errors: {} });
  const isBusy = useRef(false);
  const form = useRef<HTMLFormElement>(null);

  function focus(name: string | undefined): void {
    form.current?.querySelector<HTMLElement>(`[name="${name}"]`)?.focus();
  }

  async function send(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (isBusy.current || !form.current) return;
    const data = new FormData(form.current);
    const values = Object.fromEntries(fields.map((name) => [name, textOf(data.get(name))]));
    const missing = needed.filter((name) => values[name] === "");
    if (missing.length > 0) {
      const errors = Object.fromEntries(missing.map((name) => [name, sayParts("missing")]));
      setState({ isBusy: false, errors });
      focus(missing[0]);
      return;
    }
    isBusy.current = true;
    setState({ isBusy: true, errors: {} });
    try {
      await submit(values);
      setState({ isBusy: false, errors: {} });
    } catch (error) {
      const [field, message] = explain(error, fields);
      setState({ isBusy: false, errors: { [field]: message } });
      focus(field || fields[0]);
    } finally {
      isBusy.current = false;
    }
  }

  return (
    <form ref={form} noValidate onSubmit={(event) => void send(event)} {...rest}>
      {children(state)}
      {state.errors[""] !== undefined && (
        <p class="form-error" role="alert">
          {state.errors[""]}
        </p>
      )}
    </form>
  );
}

const textOf = (value: FormDataEntryValue | null) => (typeof value === "string" ? value : "");

function explain(error: unknown, fields: readonly string[]): [field: string, message: string] {
  if (!(error instanceof RestError)) return ["", sayApp("wentWrong")];
  // Which of the two is wrong is not told: it is the password that one tries again.
  const field = error.field ?? (error.code === "wrong_credentials" ? "password" : "");
  return [fields.includes(field) ? field : "", error.message];
}

export interface FieldProps {
  name: string;
  label: string;
  form: FormState;
  hint?: ComponentChildren;
  type?: "text" | "password" | "time" | "date";
  autocomplete?: string;
  autofocus?: boolean;
  value?: string;
  maxLength?: number;
  isOptional?: boolean;
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
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  const isName = name === "username" || name === "code";
  const kind: object = { type: isShown ? "text" : type };
  return (
    <div class="field">
      <label for={id}>
        {label}
        {isOptional && <span class="optional">{` ${sayParts("optional")}`}</span>}
      </label>
      <div class="field-box">
        <input
          id={id}
          name={name}
          dir="auto"
          // So that an empty field can be told by its style: see form.css.
          placeholder=" "
          spellcheck={false}
          {...kind}
          {...(isName || type === "password" ? { autocapitalize: "none", autocorrect: "off" } : {})}
          aria-invalid={error !== undefined}
          {...(described ? { "aria-describedby": described } : {})}
          // In a dialog the browser looks for the attribute; elsewhere it heeds it only once a page.
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
          <button
            type="button"
            class="icon-button"
            aria-label={sayParts(isShown ? "hidePassword" : "showPassword")}
            aria-pressed={isShown}
            onClick={() => setIsShown(!isShown)}
          >
            <Icon name={isShown ? "eyeOff" : "eye"} />
          </button>
        )}
      </div>
      {error && (
        <p id={`${id}-error`} class="field-error" role="alert">
          {error}
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} class="hint">
          {hint}
        </p>
      )}
    </div>
  );
}

export interface SubmitButtonProps {
  form: FormState;
  isGrave?: boolean | undefined;
  children: ComponentChildren;
}

export function SubmitButton({ form, isGrave, children }: SubmitButtonProps) {
  return (
    <button type="submit" class={isGrave ? "button is-grave" : "button is-main"} aria-disabled={form.isBusy}>
      {children}
    </button>
  );
}

export function passwordRule(passwordMin: number): string {
  return sayParts("passwordRule", { count: passwordMin });
}
