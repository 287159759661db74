// Why a message of mine was not sent, as stored. The sentence is chosen when it is drawn: `send_failure_words.ts`.
export interface Reason {
  /** A code of the server (SPEC §9), or one of the page's own below. */
  code: string;
  /** The server's own sentence; without a code, the sentence that an older page stored. */
  message?: string;
  field?: string;
  /** Characters. */
  length?: number;
  /** Characters or bytes. */
  most?: number;
}

/** Reads what this page or an older one stored; null for anything else. */
export function readReason(raw: unknown): Reason | null {
  if (typeof raw === "string") return { code: "", message: raw };
  if (typeof raw !== "object" || raw === null) return null;
  const [code, message, field, length, most] = ["code", "message", "field", "length", "most"].map(
    (name): unknown => Reflect.get(raw, name),
  );
  if (typeof code !== "string") return null;
  return {
    code,
    ...(typeof message === "string" ? { message } : {}),
    ...(typeof field === "string" ? { field } : {}),
    ...(typeof length === "number" ? { length } : {}),
    ...(typeof most === "number" ? { most } : {}),
  };
}
