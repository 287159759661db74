// The page's pure parts of searching: the address of an ask, and the line that is shown.
import { describe, expect, test } from "bun:test";

import { createWords, hitIn, readWords } from "../../src/domain/search/words.ts";
import { parseRoute, pathOf } from "../../web/app/route.ts";
import { lineSegments } from "../../web/search/hit_segments.ts";
import { isAsked, readAsk, timesOf } from "../../web/search/search_query.ts";
import { writeAsk, type SearchAsk } from "../../web/app/search_address.ts";

describe("[S3] the address of a search", () => {
  test("[S3] an ask comes back as it was, whatever is in it", () => {
    const asks: SearchAsk[] = [
      { q: "" },
      { q: 'don\'t 50% "AND" x* a/b & #1 上海 +' },
      { q: "x", roomId: 7, from: 3, since: "2026-02-28", until: "2026-03-01", has: "file" },
      { q: "", has: "link" },
    ];
    for (const ask of asks) {
      expect(readAsk(writeAsk(ask))).toEqual(ask);
      const path = pathOf({ view: "search", query: writeAsk(ask) });
      const [name = "", query = ""] = path.split("?");
      const route = parseRoute(name, "", query && `?${query}`);
      expect(route.view === "search" && readAsk(route.query)).toEqual(ask);
    }
    expect(pathOf({ view: "search", query: writeAsk({ q: "" }) })).toBe("/search");
  });

  test("[S3] what cannot be meant is left out", () => {
    expect(readAsk("?q=a&room=x&from=-1&since=yesterday&until=2026-1-1&has=gold&more=1")).toEqual({ q: "a" });
    expect(isAsked(readAsk("?q=%20"))).toBe(false);
    expect(isAsked(readAsk("?has=file"))).toBe(true);
  });

  test("[S3] days are whole days where the person is: until holds all of its day", () => {
    const { since, until } = timesOf({ q: "", since: "2026-11-25", until: "2026-11-25" });
    expect(new Date(since ?? 0).getTime()).toBe(new Date(2026, 10, 25).getTime());
    expect(until).toBe(new Date(2026, 10, 26).getTime());
    expect(timesOf({ q: "" })).toEqual({});
  });
});

describe("[S4] the line around what was found", () => {
  const shown = (body: string, q: string) =>
    lineSegments(body, hitIn(body, createWords(readWords(q))))
      .map(({ text, isMark }) => (isMark ? `[${text}]` : text))
      .join("");

  test("[S4] signs of formatting are not shown, words are marked, also across them", () => {
    expect(shown("see **the harbour** and `the mole`", "harbour mole")).toBe(
      "see the [harbour] and the [mole]",
    );
    expect(shown("> - *quoted* [the plan](https://a.example/plan)", "plan quoted")).toContain("[quoted]");
    expect(shown("un**believ**able", "believ")).toBe("un[believ]able");
  });

  test("[S4] what was looked for and is not shown makes the line come as typed", () => {
    expect(shown("[text](https://a.example/needle)", "needle")).toBe("[text](https://a.example/[needle])");
    expect(shown("**bold**", "**")).toBe("[**]bold[**]");
    expect(shown("```js\nconst needle = 1;\n```", "needle")).toBe("const [needle] = 1;");
  });

  test("[S4] a line that goes on says so; other lines are not there", () => {
    const body = `first\n${"before ".repeat(60)}needle ${"after ".repeat(60)}\nlast`;
    const line = shown(body, "needle");
    expect(line).toMatch(/^….*\[needle\].*…$/);
    expect(line).not.toContain("first");
    expect(shown("one\ntwo needle\nthree", "needle")).toBe("two [needle]");
    expect(shown("  spaces around  ", "")).toBe("spaces around");
  });

  test("[S4] what is shown stands in the body in this order", () => {
    const bodies = [
      "上海 *东边* 👍🏽 don't",
      "a @Bob b",
      "x_y__z **",
      "1. one\n2. two needle",
      "\\*x\\*",
      "<b>&amp;</b>",
    ];
    for (const body of bodies) {
      const segments = lineSegments(body, hitIn(body, createWords([])));
      expect(segments.length).toBeGreaterThan(0);
      let at = 0;
      for (const { text } of segments) {
        const found = body.indexOf(text, at);
        expect([body, text, found >= at]).toEqual([body, text, true]);
        at = found + text.length;
      }
    }
  });
});
