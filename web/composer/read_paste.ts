// What is meant when something is pasted, and when a text is long enough to be a file.

interface Pasted {
  text: string;
  /** Names and types (MIME) of the files that came with it. */
  files: readonly { name: string; type: string }[];
}

/**
 * "both": the text is meant and the files are offered, as with office programs, which put a picture of a text beside it.
 * A text that only names the files is none: file managers put their names, browsers the address of a copied picture.
 */
export function whatIsPasted({ text, files }: Pasted): "text" | "files" | "both" {
  if (files.length === 0) return "text";
  const lines = text.trim().split(/\s*\n\s*/u);
  if (lines[0] === "" || lines.every((line) => isNameOf(line, files))) return "files";
  const isPicture = files.length === 1 && files[0]?.type.startsWith("image/") === true;
  if (isPicture && lines.length === 1 && /^(?:https?|data|blob|file):\S+$/iu.test(lines[0] ?? ""))
    return "files";
  return "both";
}

const isNameOf = (line: string, files: Pasted["files"]) =>
  files.some(
    ({ name }) => name !== "" && (line === name || line.endsWith(`/${name}`) || line.endsWith(`\\${name}`)),
  );

/** From here on it reads better as a file. UTF-16 units. */
export const longPaste = 2000;
/** More than this a field does not take well; five messages would not hold it. */
export const maxInserted = 50_000;

/** As a field holds it. */
export const asTyped = (text: string) => text.replaceAll(/\r\n?/gu, "\n");
