// A password from standard input: of a pipe or a file, never of the arguments, which everyone on the machine can see.
import { UsageError } from "./usage_error.ts";

export interface Input {
  isTerminal: boolean;
  stream: () => AsyncIterable<Uint8Array>;
}

/** No password is longer (L7: 256 characters). */
const maxBytes = 4096;

/** One line without its end. Throws UsageError. */
export async function readPassword({ isTerminal, stream }: Input): Promise<string> {
  if (isTerminal) {
    throw new UsageError(
      "--password-stdin reads a pipe or a file, so that nobody looks on. Without it a link is made instead.",
    );
  }
  const bytes: number[] = [];
  for await (const chunk of stream()) {
    bytes.push(...chunk.subarray(0, maxBytes + 1 - bytes.length));
    if (bytes.length > maxBytes)
      throw new UsageError("What came on standard input is too long for a password.");
  }
  const line = decode(new Uint8Array(bytes)).replace(/\r?\n$/, "");
  if (line === "") throw new UsageError("No password came on standard input.");
  if (/[\r\n]/.test(line)) throw new UsageError("More than one line came on standard input.");
  return line;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new UsageError("What came on standard input is not UTF-8.");
  }
}
