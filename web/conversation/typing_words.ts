import type { ComponentChild, ComponentChildren } from "preact";

import { tConversation } from "./words.ts";

/** Who is typing, in a line: names while they fit, else that there are several. The names are elements. */
export function typingWords(names: readonly ComponentChild[]): ComponentChildren[] {
  const [first, second] = names;
  if (names.length === 0) return [];
  if (names.length === 1) return tConversation.with("typingOne", { name: first });
  return names.length === 2
    ? tConversation.with("typingTwo", { first, second })
    : tConversation.with("typingSeveral");
}
