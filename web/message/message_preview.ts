// A message in one line. It needs the parser of bodies, which comes with the timeline: not for what the first load holds.
import { plainBody } from "../../src/protocol/markdown/plain_text.ts";
import type { Message } from "../../src/protocol/shapes.ts";
import { isVisible } from "../../src/protocol/text.ts";
import { tMessage } from "./words.ts";

import { shownName } from "../files/file_words.ts";

/** The text without formatting, else a description of the files. */
export function wordsOf({ body, files }: Pick<Message, "body" | "files">): string {
  const [first] = files;
  if (!first || isVisible(body)) return plainBody(body);
  return files.length === 1 ? shownName(first.name) : tMessage("fileCount", { count: files.length });
}
