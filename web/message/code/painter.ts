// Asks a worker, which is started with the first question, what code is made of. No code can hold up the page: what takes
// longer than `limitMs` stays as it is, and the worker goes.
import type { After, Timer } from "../../app/timers.ts";

import type { CodeAnswer, CodeQuestion, CodeToken } from "./code_tokens.ts";

interface CodeWorker {
  ask: (question: CodeQuestion) => void;
  end: () => void;
}

export interface PainterOptions {
  /** `hear` gets the answers, `fail` is called once when there will be none any more. */
  start: (events: { hear: (answer: CodeAnswer) => void; fail: () => void }) => CodeWorker;
  after: After;
  limitMs?: number;
}

type Tokens = readonly CodeToken[] | null;

interface Wish {
  key: string;
  code: string;
  language: string;
  resolve: (tokens: Tokens) => void;
}

const maxPainted = 200;

export function createPainter({ start, after, limitMs = 1000 }: PainterOptions) {
  const known = new Map<string, Promise<Tokens>>();
  const waiting: Wish[] = [];
  let worker: CodeWorker | null = null;
  let asked: { wish: Wish; id: number; timer: Timer } | null = null;
  let lastId = 0;

  function askNext(): void {
    if (asked) return;
    const wish = waiting.shift();
    if (!wish) return;
    const id = (lastId += 1);
    worker ??= start({ hear, fail: () => fail({ forGood: false }) });
    asked = { wish, id, timer: after(limitMs, () => fail({ forGood: true })) };
    worker.ask({ id, code: wish.code, language: wish.language });
  }

  function hear({ id, tokens }: CodeAnswer): void {
    if (asked?.id === id) settle(tokens);
  }

  /** Not for good when the worker did not come, as offline: the next time it may. */
  function fail({ forGood }: { forGood: boolean }): void {
    worker?.end();
    worker = null;
    if (asked && !forGood) known.delete(asked.wish.key);
    settle(null);
  }

  function settle(tokens: Tokens): void {
    const done = asked;
    asked = null;
    done?.timer.cancel();
    done?.wish.resolve(tokens);
    askNext();
  }

  return {
    /** Null: to be shown as it is. */
    paint(code: string, language: string): Promise<Tokens> {
      const key = `${language}\n${code}`;
      const before = known.get(key);
      if (before) return before;
      const tokens = new Promise<Tokens>((resolve) => {
        waiting.push({ key, code, language, resolve });
      });
      known.set(key, tokens);
      const oldest = known.keys().next();
      if (known.size > maxPainted && !oldest.done) known.delete(oldest.value);
      askNext();
      return tokens;
    },
  };
}
