import type { ComponentChildren } from "preact";

import { useApp } from "./app_context.ts";
import { pathOf, type Route } from "./route.ts";

interface LinkProps {
  to: Route;
  /** Else the path of `to`. */
  href?: string;
  title?: string | undefined;
  class?: string;
  /** It leads to what is open. */
  isOpen?: boolean;
  /** In place of `router.go(to)`. */
  go?: () => void;
  children: ComponentChildren;
}

/** A link within the page; with a modifier key the browser's own. */
export function Link({ to, class: className = "", isOpen = false, go, ...rest }: LinkProps) {
  const { router } = useApp();
  return (
    <a
      class={isOpen ? `${className} is-selected` : className || undefined}
      href={pathOf(to)}
      aria-current={isOpen ? "page" : undefined}
      {...rest}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        if (go) go();
        else router.go(to);
      }}
    />
  );
}
