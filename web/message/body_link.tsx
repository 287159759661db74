import type { ComponentChildren } from "preact";

import { parseUrl } from "../../src/protocol/parse_url.ts";

import { Link } from "../app/link.tsx";
import { parseRoute } from "../app/route.ts";

interface BodyLinkProps {
  href: string;
  /** The target, if the text does not show it. */
  title?: string;
  children: ComponentChildren;
}

/** A link to a message of this workspace opens here; others open in a new tab, mail in its program. */
export function BodyLink({ href, title, children }: BodyLinkProps) {
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
    <Link to={route} href={href} title={title}>
      {children}
    </Link>
  );
}
