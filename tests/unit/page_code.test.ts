// Code in colours: nothing of it is lost, and no code holds up the page.
import { describe, expect, test } from "bun:test";

import { createPainter, type PainterOptions } from "../../web/message/code/painter.ts";
import type { CodeAnswer, CodeQuestion, CodeToken } from "../../web/message/code/code_tokens.ts";
import { readCode } from "../../web/message/code/read_code.ts";

const samples: Record<string, string> = {
  ts: "// why\nexport const f = (a: number): string => `x ${a + 1} y`;",
  js: "function f() { return /a+/.test('b') ? null : 1e3; }",
  py: '# why\ndef f(x: int) -> str:\n    """doc"""\n    return f"a {x}"',
  sh: 'for f in *.txt; do echo "$f" | grep -q x; done # why',
  sql: "SELECT count(*) FROM t WHERE a = 'it''s' -- why",
  html: '<!-- why --><a href="x">b &amp; c</a><script>let a = "</b>";</script>',
  css: ".a > b:hover { color: #fff; margin: 0 auto }",
  json: '{"a": [1, true, null, "<x>"]}',
  diff: "@@ -1 +1 @@\n-old\n+new\n same",
  rust: 'fn main() { let s: &str = "hi"; } // why',
  go: 'func main() { s := `raw`; fmt.Println("a", 0x1F) }',
  yaml: 'a: b # why\nlist:\n  - "x"',
};

describe("tokens", () => {
  for (const [language, code] of Object.entries(samples)) {
    test(`[K6] ${language}: joined, they are the code, and several kinds are told apart`, () => {
      const tokens = readCode(code, language) ?? [];
      expect(tokens.map(([, text]) => text).join("")).toBe(code);
      expect(new Set(tokens.map(([kind]) => kind)).size).toBeGreaterThan(2);
    });
  }

  test("[K6] words, texts and comments are what they are", () => {
    const tokens = readCode('const a = "b"; // c', "ts") ?? [];
    const found = (kind: string) => tokens.filter(([one]) => one === kind).map(([, text]) => text);
    expect([found("word"), found("text"), found("note")]).toEqual([["const"], ['"b"'], ["// c"]]);
  });

  test("[K6] a language that is not known is told", () => {
    for (const language of ["klingon", "", "constructor", "__proto__", "toString"]) {
      expect(readCode("a", language)).toBeNull();
    }
  });
});

/** A worker that answers when it is told to. */
function setUp() {
  const questions: CodeQuestion[] = [];
  const timers: { run: () => void; isCancelled: boolean }[] = [];
  const counts = { started: 0, ended: 0 };
  let events: Parameters<PainterOptions["start"]>[0] | null = null;
  const painter = createPainter({
    start: (given) => {
      counts.started += 1;
      events = given;
      return { ask: (question) => void questions.push(question), end: () => void (counts.ended += 1) };
    },
    after: (_, run) => {
      const timer = { run, isCancelled: false };
      timers.push(timer);
      return { cancel: () => (timer.isCancelled = true) };
    },
  });
  return {
    painter,
    questions,
    counts,
    hear: (answer: CodeAnswer) => events?.hear(answer),
    fail: () => events?.fail(),
    runOut: () => timers.findLast(({ isCancelled }) => !isCancelled)?.run(),
    running: () => timers.filter(({ isCancelled }) => !isCancelled).length,
  };
}

const word: CodeToken[] = [["word", "a"]];

describe("the painter", () => {
  test("[K6] asks one after the other, and the same only once", async () => {
    const { painter, questions, counts, hear, running } = setUp();
    expect(counts.started).toBe(0);
    const answers = [painter.paint("a", "ts"), painter.paint("b", "ts"), painter.paint("a", "ts")];
    expect(questions.map(({ code }) => code)).toEqual(["a"]);
    hear({ id: 1, tokens: word });
    expect(questions.map(({ code }) => code)).toEqual(["a", "b"]);
    hear({ id: 2, tokens: null });
    expect(await Promise.all(answers)).toEqual([word, null, word]);
    expect(running()).toBe(0);
    expect(await painter.paint("b", "ts")).toBeNull();
    expect([counts.started, questions.length]).toEqual([1, 2]);
  });

  test("[K6] what takes too long stays as it is, for good, and the next is asked of a new worker", async () => {
    const { painter, questions, counts, hear, runOut } = setUp();
    const slow = painter.paint("slow", "ts");
    const next = painter.paint("a", "ts");
    runOut();
    expect(await slow).toBeNull();
    expect(counts).toEqual({ started: 2, ended: 1 });
    // It was on its way when the worker ended.
    hear({ id: 1, tokens: word });
    hear({ id: 2, tokens: word });
    expect(await next).toEqual(word);
    expect(await painter.paint("slow", "ts")).toBeNull();
    expect(questions.map(({ code }) => code)).toEqual(["slow", "a"]);
  });

  test("[K6] a worker that does not come is tried again with the next wish", async () => {
    const { painter, questions, fail, hear } = setUp();
    const first = painter.paint("a", "ts");
    fail();
    expect(await first).toBeNull();
    const second = painter.paint("a", "ts");
    hear({ id: 2, tokens: word });
    expect(await second).toEqual(word);
    expect(questions).toHaveLength(2);
  });
});
