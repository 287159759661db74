// How files are called in text, and where a message is told in one line.
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

const units = ["KiB", "MiB", "GiB", "TiB"];

/** Never more than it is: 1,572,863 bytes are 1.4 MiB. As the server says it (`file_size.ts`), in the reader's language. */
export function fileSize(bytes: number): string {
  const step = bytes < 1 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), units.length);
  if (step === 0) return sayText("bytes", { count: bytes });
  return `${writeNumber(Math.floor((bytes / 1024 ** step) * 10) / 10)} ${units[step - 1]}`;
}

/** Controls that turn text around make `gpj.exe` of `exe.jpg`: a name shows without them, and comes back with them. */
export function shownName(name: string): string {
  return name.replaceAll(/[\u202a-\u202e\u2066-\u2069]/gu, "");
}
