import type { ButtonHTMLAttributes, Ref } from "preact";

import { Icon, type IconName } from "./icons.tsx";

interface IconButtonProps extends Omit<ButtonHTMLAttributes, "icon" | "label" | "title" | "size"> {
  icon: IconName;
  size?: number;
  /** Its name for a screen reader, and its tooltip unless `title` says another. */
  label: string;
  /** Null: no tooltip. */
  title?: string | null;
  class?: string;
  ref?: Ref<HTMLButtonElement>;
}

/** A button that shows an icon alone. */
export function IconButton({ icon, size = 18, label, title = label, ...rest }: IconButtonProps) {
  return (
    <button type="button" class="icon-button" aria-label={label} title={title ?? undefined} {...rest}>
      <Icon name={icon} size={size} />
    </button>
  );
}
