import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

export interface Choice {
  value: string;
  label: string;
  /** One sentence of explanation. */
  note?: ComponentChildren;
}

interface ChoicesProps {
  legend: ComponentChildren;
  name: string;
  choices: readonly Choice[];
  /** The initial choice. */
  chosen: string;
  isDisabled?: boolean;
  /** Without it the form reads the value. */
  onPick?: (value: string) => void;
  children?: ComponentChildren;
}

/** One of a few choices, each with an explanation: a description, not part of its name. */
export function Choices({ legend, name, choices, chosen, isDisabled, onPick, children }: ChoicesProps) {
  const id = useId();
  return (
    <fieldset class="choices" {...(isDisabled ? { disabled: true } : {})}>
      <legend>{legend}</legend>
      {choices.map(({ value, label, note }) => (
        <label class="choice" key={value}>
          <input
            type="radio"
            name={name}
            value={value}
            defaultChecked={value === chosen}
            aria-labelledby={`${id}-${value}-label`}
            {...(note ? { "aria-describedby": `${id}-${value}` } : {})}
            {...(onPick ? { onChange: () => onPick(value) } : {})}
          />
          <span>
            <span id={`${id}-${value}-label`}>{label}</span>
            {note && (
              <span class="choice-note" id={`${id}-${value}`}>
                {note}
              </span>
            )}
          </span>
        </label>
      ))}
      {children}
    </fieldset>
  );
}

interface SwitchProps {
  name: string;
  label: string;
  note?: string;
  isOn: boolean;
  isDisabled?: boolean;
  onToggle?: (isOn: boolean) => void;
}

/** On or off. A form reads "on" or nothing. */
export function Switch({ name, label, note, isOn, isDisabled, onToggle }: SwitchProps) {
  const id = useId();
  return (
    <label class="choice">
      <input
        type="checkbox"
        role="switch"
        name={name}
        defaultChecked={isOn}
        aria-labelledby={`${id}-label`}
        {...(isDisabled ? { disabled: true } : {})}
        {...(note ? { "aria-describedby": id } : {})}
        {...(onToggle ? { onChange: (event) => onToggle(event.currentTarget.checked) } : {})}
      />
      <span>
        <span id={`${id}-label`}>{label}</span>
        {note && (
          <span class="choice-note" id={id}>
            {note}
          </span>
        )}
      </span>
    </label>
  );
}
