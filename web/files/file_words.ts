// How files are called in text.
import { sizeParts } from "../../src/protocol/file_size.ts";
import { writeNumber, writePercent } from "../i18n/locale.ts";
import { tFiles } from "./words.ts";

/** How large a file is. Units are the same in all languages. */
export function fileSize(bytes: number): string {
  const { value, unit } = sizeParts(bytes);
  return unit === "bytes" ? tFiles("bytes", { count: value }) : `${writeNumber(value)} ${unit}`;
}

/** Of 0 to 1. Rounded down: 100 % is all of it. */
export function percent(share: number): string {
  return writePercent(Math.floor(share * 100) / 100);
}

/** Controls that turn text around make `gpj.exe` of `exe.jpg`: a name shows without them, and comes back with them. */
export function shownName(name: string): string {
  return name.replaceAll(/[\u202a-\u202e\u2066-\u2069]/gu, "");
}
