// K4: where an address ends that stands by itself in a text, as people put it there.
import { expect, test } from "bun:test";

import * as fc from "fast-check";

import { parseBody, parseCounted } from "../../src/protocol/markdown/parse_body.ts";
import { walk } from "../support/markdown_walk.ts";

function addressesIn(body: string): string[] {
  const found: string[] = [];
  for (const { node } of walk(parseBody(body), body)) {
    if (node.kind !== "address") continue;
    expect(body.slice(node.start, node.end)).toBe(node.text);
    found.push(node.href);
  }
  return found;
}

function finds(title: string, cases: [body: string, ...addresses: string[]][]): void {
  test(`[K4] ${title}`, () => {
    for (const [body, ...addresses] of cases) expect([body, addressesIn(body)]).toEqual([body, addresses]);
  });
}

const a = "https://a.example";

finds("an address ends before 's, quotation marks and the punctuation of any script", [
  ["https://www.google.com’s", "https://www.google.com"],
  ["https://www.google.com's logo", "https://www.google.com"],
  [`${a}/x's, ${a}/y’s. ${a}/z'LL`, `${a}/x`, `${a}/y`, `${a}/z`],
  [`“${a}” “${a}/x”`, a, `${a}/x`],
  [`»${a}« »${a}/x«`, a, `${a}/x`],
  [`«${a}/x» „${a}/x“ ‹${a}/x› ‘${a}/x’`, `${a}/x`, `${a}/x`, `${a}/x`, `${a}/x`],
  [`${a}، ${a}/x؟ ${a}/x؛`, a, `${a}/x`, `${a}/x`],
  [`${a}/x。 ${a}/x」 ${a}/x』 ${a}/x】 ${a}/x〕`, ...Array<string>(5).fill(`${a}/x`)],
  [`${a}/x… ${a}/x– ${a}/x।`, `${a}/x`, `${a}/x`, `${a}/x`],
  [`'${a}','https://b.example'`, a, "https://b.example"],
  [`['${a}/x','https://b.example/y'];`, `${a}/x`, "https://b.example/y"],
  [`{'${a}/x':'y'}`, `${a}/x`],
  [`url=${a}/x','y'`, `${a}/x`],
  ["https://en.wikipedia.org/wiki/Poe's_law", "https://en.wikipedia.org/wiki/Poe's_law"],
  ["https://fr.wikipedia.org/wiki/L’Avare", "https://fr.wikipedia.org/wiki/L’Avare"],
]);

finds("what cannot be read whole is read up to where it can", [
  [`|${a}|`, a],
  [`|${a}/x|`, `${a}/x`],
  [`${a}^ ${a}/x^`, a, `${a}/x`],
  [`${a}:443's ${a}:443/x`, `${a}:443`, `${a}:443/x`],
  [`${a}:n ${a}: x ${a}:99999 ${a}:123456/x`, a, a, a, a],
  ["https://例え.jp:99999", "https://例え.jp"],
  [`${a}\u{2ffff} ${a}²`, a, a],
  ["https://256.1.1.1 https://xn--a https://|"],
]);

finds("a host swallows nothing that follows it without a space", [
  ["https://example.com입니다", "https://example.com"],
  ["https://example.comを見て", "https://example.com"],
  ["https://example.com👍", "https://example.com"],
  ["https://example.com:8080에서", "https://example.com:8080"],
  ["https://example.com입니다. 그리고 https://example.com은.com", "https://example.com", "https://example.com"],
  ["https://example.com.を見る https://日本.jp.です https://a.co.uk.请看", "https://example.com", "https://日本.jp", "https://a.co.uk"],
  ["https://example.com.中国 https://例え.テスト https://example.中国请看", "https://example.com.中国", "https://例え.テスト", "https://example.中国"],
  ["https://example.xyz123입니다.그리고", "https://example.xyz123"],
  ["http://localhost에서 http://localhost:3000에서", "http://localhost", "http://localhost:3000"],
  ["https://example.comครับ https://example.comو https://пример.рф입니다", "https://example.com", "https://example.com", "https://пример.рф"],
  ["https://例子.中国请看 https://example.com.👍", "https://例子.中国", "https://example.com"],
  ["https://example.com.中❤ https://example.com.中例x", "https://example.com", "https://example.com"],
]); // prettier-ignore

const whole = [
  "https://sony日本.jp",
  "https://i❤.ws/x",
  "https://bücher.de",
  "https://münchen",
  "https://例え.テスト",
  "https://例え.jp/パス",
  "https://한국.한국",
  "https://1024東京.jp",
  "http://[::1]:3000/a",
  "https://web.archive.org/web/2020/https://a.example/",
  "https://a.example/?q=a|b^c",
];
finds(
  "hosts of other scripts are whole",
  whole.map((address) => [address, address]),
);

const signs = "'’“”«»‹›،؟|^:입を中👍❤é.例jpcom1/@_-[]()\u0301".split("");

test("[K4] whatever follows, an address is its own text, and what is left of it reads the same", () => {
  const piece = fc.constantFrom(...signs, "https://a.example", "'s", ":80", ".com");
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (parts) => {
      for (const address of addressesIn(`https://a.example${parts.join("")}`)) {
        expect([address, addressesIn(address)]).toEqual([address, [address]]);
      }
    }),
    { numRuns: 3000 },
  );
});

test("[K8] and the work grows with the body", () => {
  for (const unit of ["https://a.例.", "https://a例https://", "https://例.com例.", "'https://a/','", "https://a.b/'s", "https://a@", "https://a.b.c.d👍"]) {
    const perUnit = (times: number) => parseCounted(unit.repeat(times)).steps / (unit.length * times);
    expect([unit, perUnit(1000) < 2 * perUnit(50) + 1]).toEqual([unit, true]);
  }
  // Steps do not count what a pattern does inside: squares would take minutes here.
  for (const unit of ["a.", "例.", "a例.", "👍", "a@", "'", "’", ".", "|", "'s", "_"]) {
    expect(parseBody(`https://a.example/${unit.repeat(100_000)} https://${unit.repeat(100_000)}`)).toBeArray();
  }
}); // prettier-ignore
