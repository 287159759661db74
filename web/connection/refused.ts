// Why a request failed: refused by the server, over REST or the socket, or the server could not be reached.
import type { Reason } from "./send_failure.ts";
import { refusalWords } from "./refusal_words.ts";

interface More {
  field?: string | undefined;
  /** The server's own sentence, in English. */
  sentence?: string | undefined;
  /** Other problems of the same request. */
  others?: readonly Refused[];
  /** The current object on the server, as it was sent. */
  current?: unknown;
  /** Time to wait before a retry. */
  retryAfterMs?: number | null | undefined;
}

/** A refusal holds its code; `text` is chosen when it is read, so that it follows the language. */
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

  /** A sentence to show. */
  get text(): string {
    return this.words();
  }
}

/** Null for other errors: messages of the browser are not for people. */
export const refusalOf = (error: unknown): Refused | null => (error instanceof Refused ? error : null);

/** The stored form, without words of a language. */
export function reasonOf({ code, sentence, field }: Refused): Reason {
  return {
    code,
    ...(sentence === undefined ? {} : { message: sentence }),
    ...(field === undefined ? {} : { field }),
  };
}

/** From the `error` of an answer or of a frame. */
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

/** From an answer that is not 2xx; null if it holds no reason. */
export function refusalIn(content: unknown, retryAfterMs?: number | null): Refused | null {
  const error: unknown = isObject(content) ? Reflect.get(content, "error") : null;
  return isObject(error) ? readRefusal(error, retryAfterMs) : null;
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
