import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";

import { parseBody } from "../../src/protocol/markdown/parse_body.ts";
import { isFewEmoji } from "../../src/protocol/emoji.ts";
import type { Broadcast, Mention } from "../../src/protocol/shapes.ts";
import { Blocks } from "./blocks.tsx";

interface BodyProps {
  id?: string;
  text: string;
  mentions?: readonly Mention[];
  broadcast?: Broadcast | null;
  /** What stands behind the text. */
  children?: ComponentChildren;
}

/** The formatted text, with links, and people by their current names. */
export function Body({ id, text, mentions = [], broadcast = null, children }: BodyProps) {
  const blocks = useMemo(() => parseBody(text), [text]);
  return (
    <div {...(id !== undefined && { id })} class={isFewEmoji(text) ? "body is-large" : "body"}>
      <Blocks blocks={blocks} naming={{ mentions, broadcast }} isOutermost end={children} />
    </div>
  );
}
