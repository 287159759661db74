import type { ComponentChildren } from "preact";

import { useApp } from "./app_context.ts";
import { pathOf, type Route } from "./route.ts";

interface GoLinkProps {
  to: Route;
  class: string;
  isOpen: boolean;
  children: ComponentChildren;
}

/** A link within the page; with a modifier key the browser's own. */
export function GoLink({ to, class: className, isOpen, children }: GoLinkProps) {
  const { router } = useApp();
  return (
    <a
      class={isOpen ? `${className} is-selected` : className}
      href={pathOf(to)}
      aria-current={isOpen ? "page" : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        router.go(to);
      }}
    >
      {children}
    </a>
  );
}
