// How files are called in text, and where a message is told in one line.
import { sizeParts } from "../../src/protocol/file_size.ts";
import { plainBody } from "../../src/protocol/markdown/plain_text.ts";
import type { Message } from "../../src/protocol/shapes.ts";
import { isVisible } from "../../src/protocol/text.ts";
import { writeNumber } from "../words/language.ts";
import { sayText } from "../words/en/text.ts";

/** One line for a message: what was written, without its marks, else what was sent. */
export function wordsOf({ body, files }: Pick<Message, "body" | "files">): string {
  const [first] = files;
  if (!first || isVisible(body)) return plainBody(body);
  return files.length === 1 ? shownName(first.name) : sayText("files", { count: files.length });
}

/** How large a file is. Units are the same in all languages. */
export function fileSize(bytes: number): string {
  const { value, unit } = sizeParts(bytes);
  return unit === "bytes" ? sayText("bytes", { count: value }) : `${writeNumber(value)} ${unit}`;
}

/** Controls that turn text around make `gpj.exe` of `exe.jpg`: a name shows without them, and comes back with them. */
export function shownName(name: string): string {
  return name.replaceAll(/[\u202a-\u202e\u2066-\u2069]/gu, "");
}
