import { Icon } from "./icons.tsx";

interface FindFieldProps {
  /** The search text. */
  label: string;
  value: string;
  change: (value: string) => void;
  autofocus?: boolean;
}

/** A field above a list that filters it. */
export function FindField({ label, value, change, autofocus }: FindFieldProps) {
  return (
    <div class="field-box search-box">
      <Icon name="browse" size={16} />
      <input
        type="search"
        dir="auto"
        aria-label={label}
        placeholder={label}
        autocomplete="off"
        spellcheck={false}
        enterkeyhint="search"
        {...(autofocus ? { autofocus } : {})}
        value={value}
        onInput={(event) => change(event.currentTarget.value)}
      />
    </div>
  );
}
