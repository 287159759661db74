import { Icon } from "./icons.tsx";

interface FindFieldProps {
  /** What is looked for. */
  label: string;
  value: string;
  change: (value: string) => void;
  autofocus?: boolean;
}

/** A field above a list that leaves in it what is looked for. */
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
