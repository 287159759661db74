import type { ComponentChildren } from "preact";

import type { Broadcast, Mention } from "../../../src/protocol/shapes.ts";
import { useApp } from "../../app/app.ts";
import { parseRoute } from "../../app/route.ts";
import { findLinks } from "../../text/autolink.ts";
import { mentionPieces } from "../../text/mention_pieces.ts";

import { MentionChip } from "./mention_chip.tsx";

export interface BodyProps {
  text: string;
  mentions?: readonly Mention[];
  broadcast?: Broadcast | null;
  /** What stands behind the text. */
  children?: ComponentChildren;
}

/** The text as it was typed, links as links and people by the names they have now. */
export function Body({ text, mentions = [], broadcast = null, children }: BodyProps) {
  return (
    <p class="body" dir="auto">
      {findLinks(text).map((piece, index) =>
        typeof piece === "string" ? (
          mentionPieces(piece, { mentions, broadcast }).map((part, at) =>
            typeof part === "string" ? (
              part
            ) : (
              <MentionChip key={`${index} ${at}`} piece={part} broadcast={broadcast} />
            ),
          )
        ) : (
          <BodyLink key={index} href={piece.href}>
            {piece.text}
          </BodyLink>
        ),
      )}
      {children}
    </p>
  );
}

/** A link to a message of this place opens here; all others in a tab of their own. */
function BodyLink({ href, children }: { href: string; children: string }) {
  const { router } = useApp();
  const url = URL.parse(href);
  const route = url?.origin === location.origin ? parseRoute(url.pathname, "") : null;
  if (route?.view !== "room") {
    return (
      <a href={href} target="_blank" rel="noopener noreferrer">
        {children}
      </a>
    );
  }
  return (
    <a
      href={href}
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
