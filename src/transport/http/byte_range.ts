// One range of bytes (RFC 9110, SPEC F8). Any other range is ignored, as the RFC allows: all bytes are sent.

interface ByteRange {
  /** The first byte, and the one after the last. */
  start: number;
  end: number;
}

/** Null: send the whole. `unsatisfiable`: it lies behind the end. */
export function readByteRange(header: string | undefined, size: number): ByteRange | "unsatisfiable" | null {
  const match = /^bytes=[ \t]*(\d*)-(\d*)[ \t]*$/i.exec(header ?? "");
  const [, first = "", last = ""] = match ?? [];
  if (!match || (first === "" && last === "")) return null;
  if (first === "") {
    const length = Math.min(Number(last), size);
    return length === 0 ? "unsatisfiable" : { start: size - length, end: size };
  }
  const start = Number(first);
  if (last !== "" && Number(last) < start) return null;
  if (start >= size) return "unsatisfiable";
  return { start, end: last === "" ? size : Math.min(Number(last) + 1, size) };
}
