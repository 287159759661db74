// Why something was not done: by the server, over REST or the socket, or because it could not be reached.
import type { Reason } from "./send_failure.ts";
import { refusalWords } from "./refusal_words.ts";

interface More {
  field?: string | undefined;
  /** The server's own sentence, in English. */
  sentence?: string | undefined;
  /** What else is wrong with what was sent. */
  others?: readonly Refused[];
  /** What is there instead, as the server sent it. */
  current?: unknown;
  /** How long to wait before the next try. */
  retryAfterMs?: number | null | undefined;
}

/** What is held of a refusal is its code: `text` is chosen when it is read, so that it follows the language. */
export class Refused extends Error {
  readonly field: string | undefined;
  readonly sentence: string | undefined;
  readonly others: readonly Refused[];
  readonly current: unknown;
  readonly retryAfterMs: number | null;

  constructor(
    readonly code: string,
    private readonly words: () => string,
    { field, sentence, others = [], current, retryAfterMs = null }: More = {},
  ) {
    super(code);
    this.name = "Refused";
    this.field = field;
    this.sentence = sentence;
    this.others = others;
    this.current = current;
    this.retryAfterMs = retryAfterMs;
  }

  /** A sentence for the person. */
  get text(): string {
    return this.words();
  }
}

/** Null of anything else: what the browser says of its own troubles is not for people. */
export const refusalOf = (error: unknown): Refused | null => (error instanceof Refused ? error : null);

/** As it is kept, without words of one language. */
export function reasonOf({ code, sentence, field }: Refused): Reason {
  return {
    code,
    ...(sentence === undefined ? {} : { message: sentence }),
    ...(field === undefined ? {} : { field }),
  };
}

/** Of the `error` in an answer, or of a frame. */
export function readRefusal(error: object, retryAfterMs: number | null = null): Refused {
  const [code, sentence, named, current, others] = ["code", "message", "field", "current", "others"].map(
    (name): unknown => Reflect.get(error, name),
  );
  const field = typeof named === "string" ? named : undefined;
  const message = String(sentence);
  const all: unknown[] = Array.isArray(others) ? others : [];
  return new Refused(String(code), () => refusalWords({ code: String(code), message, field }), {
    field,
    sentence: message,
    others: all.filter(isObject).map((other) => readRefusal(other)),
    current,
    retryAfterMs,
  });
}

/** Of an answer that is none of 2xx; null where it says nothing of why. */
export function refusalIn(content: unknown, retryAfterMs?: number | null): Refused | null {
  const error: unknown = isObject(content) ? Reflect.get(content, "error") : null;
  return isObject(error) ? readRefusal(error, retryAfterMs) : null;
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
