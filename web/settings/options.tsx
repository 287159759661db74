import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

export interface Option<Value extends string> {
  value: Value;
  label: ComponentChildren;
  note?: ComponentChildren;
  /** A preview: then the options are side by side. */
  picture?: ComponentChildren;
}

interface OptionsProps<Value extends string> {
  /** For screen readers: the name of the group. */
  legend: string;
  options: readonly Option<Value>[];
  chosen: Value;
  pick: (value: Value) => void;
}

/** One of a few options, saved at once. */
export function Options<Value extends string>({ legend, options, chosen, pick }: OptionsProps<Value>) {
  const name = useId();
  const isPictured = options.some(({ picture }) => picture !== undefined);
  return (
    <fieldset class={isPictured ? "options is-pictured" : "options"}>
      <legend class="unseen">{legend}</legend>
      {options.map(({ value, label, note, picture }) => (
        <label class="option" key={value}>
          {picture}
          <span class="option-line">
            <input
              type="radio"
              name={name}
              value={value}
              checked={value === chosen}
              onChange={() => pick(value)}
              aria-labelledby={`${name}-${value}-label`}
              {...(note ? { "aria-describedby": `${name}-${value}` } : {})}
            />
            <span class="option-label" id={`${name}-${value}-label`}>
              {label}
            </span>
            {note && (
              <span class="option-note" id={`${name}-${value}`}>
                {note}
              </span>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
