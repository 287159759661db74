import type { ComponentChildren } from "preact";

import { parseUrl } from "../../src/protocol/parse_url.ts";

import { useApp } from "../app/app_context.ts";
import { parseRoute } from "../app/route.ts";

interface BodyLinkProps {
  href: string;
  /** The target, if the text does not show it. */
  title?: string;
  children: ComponentChildren;
}

/** A link to a message of this workspace opens here; others open in a new tab, mail in its program. */
export function BodyLink({ href, title, children }: BodyLinkProps) {
  const { router } = useApp();
  const url = parseUrl(href);
  const route = url?.origin === location.origin ? parseRoute(url.pathname, "") : null;
  if (route?.view !== "room") {
    const target = url?.protocol === "mailto:" ? {} : { target: "_blank" };
    return (
      <a href={href} title={title} {...target} rel="noopener noreferrer">
        {children}
      </a>
    );
  }
  return (
    <a
      href={href}
      title={title}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        router.go(route);
      }}
    >
      {children}
    </a>
  );
}
