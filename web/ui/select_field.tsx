import { useId } from "preact/hooks";

import { Icon } from "./icons.tsx";

interface SelectFieldProps {
  name: string;
  label: string;
  options: readonly { value: string; label: string }[];
  chosen: string;
  isDisabled?: boolean;
  /** Without it the form reads the value. */
  onPick?: (value: string) => void;
}

export function SelectField({ name, label, options, chosen, isDisabled, onPick }: SelectFieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="field-box">
        <select
          id={id}
          name={name}
          {...(isDisabled ? { disabled: true } : {})}
          {...(onPick ? { onChange: (event) => onPick(event.currentTarget.value) } : {})}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value} selected={option.value === chosen}>
              {option.label}
            </option>
          ))}
        </select>
        <Icon name="fold" size={16} />
      </div>
    </div>
  );
}
