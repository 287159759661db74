// What people write, and what is to become of it. Blocks and marks are told in a short form: [b bold], (i italic) and so on.
import { describe, expect, test } from "bun:test";

import { isLinkAddress } from "../../src/protocol/markdown/addresses.ts";
import { parseBody } from "../../src/protocol/markdown/parse_body.ts";
import { plainText } from "../../src/protocol/markdown/plain_text.ts";
import type { Block, Inline } from "../../src/protocol/markdown/tree.ts";
import { walk } from "../support/markdown_walk.ts";

const marks = { bold: "b", italic: "i", strike: "s" } as const;

/** `{b bold}`, `{link href|text}`, `{code x}`, `{@ada}`; a line end is `⏎`. */
function brief(nodes: readonly Inline[]): string {
  return nodes
    .map((node) => {
      if (node.kind === "text") return node.text;
      if (node.kind === "break") return "⏎";
      if (node.kind === "code") return `{code ${node.text}}`;
      if (node.kind === "mention") return `{@${node.name}}`;
      if (node.kind === "address") return `{link ${node.href}|${node.text}}`;
      if (node.kind === "link") return `{link ${node.href}|${brief(node.children)}}`;
      return `{${marks[node.kind]} ${brief(node.children)}}`;
    })
    .join("");
}

function briefBlocks(blocks: readonly Block[]): string[] {
  return blocks.map((block) => {
    if (block.kind === "paragraph") return brief(block.children);
    if (block.kind === "code_block") return `\`${block.info}\`${block.text}`;
    if (block.kind === "quote") return `>(${briefBlocks(block.children).join(" / ")})`;
    const items = block.items.map(
      ({ number, children }) => `${number ?? "•"} ${briefBlocks(children).join(" / ")}`,
    );
    return `[${items.join(", ")}]`;
  });
}

/** All nodes of a paragraph, inside others too. */
function nodes(body: string): Inline[] {
  const [block] = parseBody(body);
  const all = (inlines: readonly Inline[]): Inline[] =>
    inlines.flatMap((node) => [node, ...("children" in node ? all(node.children) : [])]);
  return block?.kind === "paragraph" ? all(block.children) : [];
}

function sees(tag: string, cases: [body: string, ...expected: string[]][]): void {
  for (const [body, ...expected] of cases) {
    test(`${tag} ${JSON.stringify(body)}`, () => {
      expect(briefBlocks(parseBody(body))).toEqual(expected);
    });
  }
}

const isText = (tag: string, bodies: string[]) =>
  sees(
    tag,
    bodies.map((body) => [body, body.replaceAll("\n", "⏎")]),
  );

describe("inside a line", () => {
  sees("[K3]", [
    ["*a* _b_ **c** __d__ ~~e~~ `f`", "{i a} {i b} {b c} {b d} {s e} {code f}"],
    ["***a** b* **a _b_ ~~c~~**", "{i {b a} b} {b a {i b} {s c}}"],
    ["*a\nb*", "{i a⏎b}"],
    ["**a*", "*{i a}"],
    ["**「a」**です、~~「a」~~b", "{b 「a」}です、{s 「a」}b"],
    ["이것은**강조(強調)**입니다", "이것은{b 강조(強調)}입니다"],
    ["``a ` b`` `` ` `` `a", "{code a ` b} {code `} `a"],
    ["`a\nb` `*a*` `  `", "{code a b} {code *a*} {code   }"],
    ["**a**b __a__b", "{b a}b __a__b"],
    ["*️⃣ and *a* and 1️⃣", "*️⃣ and {i a} and 1️⃣"],
    ["~~~a~~~ ~a~ ~~ a ~~", "~~~a~~~ ~a~ ~~ a ~~"],
  ]);
  isText("[K3]", ["snake_case_name, 2 * 3 * 4, a*", "*", "** **", "_ _", "00:19:10", "10:30 :smile: :)"]);
  isText("[K1]", [
    'a <b> & "c" -> d',
    "&lt;b&gt; &amp; &copy;",
    "<script>alert(1)</script>",
    "# a\n## b",
    "a\n===\nb\n---",
    "***\n---",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "[a]: /b",
    "[a][b]",
    "    four spaces\n\ttab",
    "~~~\na\n~~~",
    "+ a\n2) b",
  ]);
  sees("[K7]", [
    ["\\*x\\* \\_y\\_ \\`z\\` \\@ada \\~\\~c\\~\\~", "*x* _y_ `z` @ada ~~c~~"],
    ["\\**b\\** \\*\\*b\\*\\* *a\\** \\**a*", "*{i b*} **b** {i a*} *{i a}"],
    [
      "\\[a](https://a.example) [a\\](https://a.example) \\<https://a.example>",
      "[a]({link https://a.example|https://a.example}) [a]({link https://a.example|https://a.example}) <{link https://a.example|https://a.example}>",
    ],
    ["[a\\]b \\[c\\]](https://a.example)", "{link https://a.example|a]b [c]}"],
    ["\\`\\*a\\*\\` \\`\\`a\\`\\`", "`*a*` ``a``"],
    ["\\> b\n\\* a\na\n1\\. b", "> b⏎* a⏎a⏎1. b"],
    ["7\\. a", "7. a"],
    ["\\```js\na", "```js⏎a"],
    ["\\`\\`\\`\na", "```⏎a"],
    ["\\``` a ``", "`{code a}"],
    ["> \\- a\n- \\- b", ">(- a)", "[• - b]"],
    ["\\＠ada 看\\@ada", "＠ada 看@ada"],
    ["x \\*y* **a** \\*z", "x *y* {b a} \\*z"],
    ["\\\\*x* \\\\\\*x*", "\\{i x} \\*x*"],
    ["1\\. a", "1. a"],
    ["\\- a\n\\> b", "- a⏎> b"],
    ["`\\*`", "{code \\*}"],
  ]);
  isText("[K7]", [
    "C:\\a\\Users",
    // What would have meant nothing keeps its backslashes.
    "\\\\SERVER\\_PATH",
    "C:\\~tmp",
    "C:\\~tmp~1\\_x",
    "\\\\srv\\share\\[a]",
    "\\\\srv\\share\\_Docs",
    "\\\\srv\\*x",
    "\\\\*.txt",
    "src\\**\\*.ts",
    "C:\\<name> \\[ x \\] a \\> b a\\@b snake\\_case",
    "\\>_< \\* \\`",
    "a\n1986\\. A good year",
    "07\\. a",
    "\\``` a `",
    "\\\\server\\share",
    "¯\\_(ツ)_/¯",
    "\\d+\\.\\w \\( \\{a\\}",
    "a\\",
    "\\# a",
    "a\\\nb",
  ]);
});

describe("links", () => {
  const whole = (address: string) => `{link ${address}|${address}}`;
  sees("[K4]", [
    ["(see http://a.example/t/x/12)", `(see ${whole("http://a.example/t/x/12")})`],
    ["https://en.wikipedia.org/wiki/Dig!", `${whole("https://en.wikipedia.org/wiki/Dig")}!`],
    ["https://en.wikipedia.org/wiki/Dig?", `${whole("https://en.wikipedia.org/wiki/Dig")}?`],
    ["https://en.wikipedia.org/wiki/Dig.", `${whole("https://en.wikipedia.org/wiki/Dig")}.`],
    ["https://en.wikipedia.org/wiki/Dig_(tool)", whole("https://en.wikipedia.org/wiki/Dig_(tool)")],
    [
      "(https://en.wikipedia.org/wiki/Dig_(tool)).",
      `(${whole("https://en.wikipedia.org/wiki/Dig_(tool)")}).`,
    ],
    [
      "[Poe's law](https://en.wikipedia.org/wiki/Poe's_law)",
      "{link https://en.wikipedia.org/wiki/Poe's_law|Poe's law}",
    ],
    ["https://x.example/{abc}", whole("https://x.example/{abc}")],
    ["http://example.com/_foo_", whole("http://example.com/_foo_")],
    ["see https://x.example/?q=1&r=2#top, please", `see ${whole("https://x.example/?q=1&r=2#top")}, please`],
    ["看https://x.example/路径。", `看${whole("https://x.example/路径")}。`],
    [
      '<https://x.example> "https://y.example"',
      `${whole("https://x.example")} "${whole("https://y.example")}"`,
    ],
    ["HTTPS://X.example", whole("HTTPS://X.example")],
    ["http://[::1]:3000/a", whole("http://[::1]:3000/a")],
    [
      "(https://a.example),(https://b.example)",
      `(${whole("https://a.example")}),(${whole("https://b.example")})`,
    ],
    [
      "**https://a.example/b** *https://a.example*",
      `{b ${whole("https://a.example/b")}} {i ${whole("https://a.example")}}`,
    ],
    [
      "_https://a.example_ __see https://a.example__",
      `{i ${whole("https://a.example")}} {b see ${whole("https://a.example")}}`,
    ],
    ["[a *b* `c`](https://x.example)", "{link https://x.example|a {i b} {code c}}"],
    ["*[a*](https://x.example)", "*{link https://x.example|a*}"],
    [
      "[a](https://x.example/b(c)d) [a]( <https://x.example> )",
      "{link https://x.example/b(c)d|a} {link https://x.example|a}",
    ],
    [
      "[[a](https://x.example)](https://y.example)",
      `[{link https://x.example|a}](${whole("https://y.example")})`,
    ],
    ["![a](https://x.example/a.png)", "!{link https://x.example/a.png|a}"],
    [
      "<ada@a.example> mailto:ada@a.example",
      `{link mailto:ada@a.example|ada@a.example} ${whole("mailto:ada@a.example")}`,
    ],
    ["[mail](mailto:ada@a.example?subject=x)", "{link mailto:ada@a.example?subject=x|mail}"],
    // A text that names another host lies.
    [
      "[https://bank.example](https://evil.example)",
      `[${whole("https://bank.example")}](${whole("https://evil.example")})`,
    ],
    ["[https://a.example/b](https://a.example/c)", "{link https://a.example/c|https://a.example/b}"],
    // What was read as an address holds no other link; what was never one may.
    ["[a](https://[b](https://c.example))", `[a](https://[b](${whole("https://c.example")}))`],
    ["[a](x[b](https://c.example))", "[a](x{link https://c.example|b})"],
    ["https://a.example/@ada", whole("https://a.example/@ada")],
    // A browser reads a backslash as a slash.
    [
      "https://a.example\\b https://a.example\\@b",
      `${whole("https://a.example")}\\b ${whole("https://a.example")}\\@b`,
    ],
    ["https://a.example/\u202egpj.exe", `${whole("https://a.example/")}\u202egpj.exe`],
  ]);
  isText("[K4]", [
    "https://",
    "http://)",
    "xhttps://x.example",
    "ssh://-oProxyCommand=whois",
    "<ssh://-oProxyCommand=whois> [a](ssh://b)",
    "data:text/html,<script> ftp://a.example file:///etc/passwd",
    "[a]() [](https:) [a](https://) [a](//x.example) [a](/x) [a](x.example)",
    "[\u200b](mailto:x)",
  ]);

  const evil = "https://evil.example/x";
  const lies = [
    "`https://bank.example`",
    "http**s**://bank.example",
    "~~h~~ttps://bank.example",
    "*https*://bank.example",
    "ba*nk.example*",
    "ba**nk**.example",
    // Shown as typed: the star opens nothing.
    "e*vil.example",
    "evil*bank.example",
    "b\u2060ank.example/login",
    "https:\u00ad//bank.example",
    "\u2066bank.example\u2069",
    "bank\u200b.example",
    "\uff42ank.example",
    "bank\u3002example",
    "bank\ua4f8example",
    "bank\u2024example",
    "https:\u2215\u2215bank.example",
    "bank.example",
    "bank.example/login",
    "bank.xyz123/login",
    "www.bank",
    "www.bank.xyz123",
    "Go to bank.example, please",
    "`bank.example`",
    "bank.example-login",
    "bank\\_x.example",
    // A backslash reads as a slash, and may be shown.
    "bank.xyz123\\_x",
    "bank.com",
    "bank.de",
    "b\u00e4nk.de",
    "b\u0430nk.com",
    "\u0431\u0430\u043d\u043a.\u0440\u0444",
    "10.0.0.1",
    "http://intranet",
    "http://intranet:8080/x",
    "http://[::1]/",
    "ada@bank.example",
    "ada@bank.xyz123",
    "https://evil.example@bank.example",
    "https://bank.example@evil.example",
    "https://evil.example:x@bank.example",
    "evil.example bank.example",
    "https://evil.example.bank.example",
    "https://evil.example/x\u2800bank.example",
    "<https://bank.example>",
    "<ada@bank.example>",
    "//bank.example",
  ];
  for (const lie of lies) {
    test(`[K4] no text of a link to another host: ${JSON.stringify(lie)}`, () => {
      for (const href of [evil, "mailto:eve@evil.example"]) {
        const seen = nodes(`[${lie}](${href})`);
        expect(seen.filter((node) => node.kind === "link")).toEqual([]);
        expect(seen.map((node) => node.kind === "address" && node.href)).toContain(href);
      }
    });
  }

  const honest: [text: string, href: string][] = [
    ["README.md", evil],
    ["run.sh", evil],
    ["v2.4", evil],
    ["Node.js", evil],
    ["src/main.ts", evil],
    ["docs/old.com", evil],
    ["Chrome 120.0.6099.109", evil],
    ["z.B. hier, i.e. there", evil],
    ["It ends. Here", evil],
    ["@ada.b", evil],
    ["a/b", evil],
    ["evil.example", evil],
    ["Evil.Example", evil],
    ["www.evil.example/y", evil],
    ["https://www.evil.example", evil],
    ["evil.example", "https://www.evil.example"],
    ["https://evil.example/bank.example/login", evil],
    ["https://evil.example/?to=https://bank.example", evil],
    ["`https://evil.example`", evil],
    ["b\u00e4nk.example", "https://xn--bnk-qla.example"],
    ["xn--bnk-qla.example", "https://b\u00e4nk.example/"],
    ["\u0431\u0430\u043d\u043a.\u0440\u0444", "https://xn--80ab2al.xn--p1ai"],
    ["ada@a.example", "mailto:ada@a.example"],
    ["a.example", "mailto:ada@a.example?subject=x"],
    ["git@evil.example:a/b", evil],
    ["http://intranet/x", "http://intranet"],
    ["\u4f60\u597d\u3002\u4e16\u754c", evil],
  ];
  for (const [text, href] of honest) {
    test(`[K4] the text of a link: ${JSON.stringify(text)} to ${href}`, () => {
      expect(nodes(`[${text}](${href})`)).toContainEqual(expect.objectContaining({ kind: "link", href }));
    });
  }

  test("[K4] an address with user information before its host is none by itself", () => {
    for (const body of [
      "https://bank.example@evil.example",
      "https://bank.example:443@evil.example/x",
      "<https://bank.example@evil.example>",
      "see https://@:x@evil.example",
    ]) {
      expect([body, nodes(body).some(({ kind }) => kind === "address" || kind === "link")]).toEqual([
        body,
        false,
      ]);
    }
  });

  const scripts = [
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "java\tscript:alert(1)",
    " javascript:alert(1)",
    "\u0001javascript:alert(1)",
    "javascript&#58;alert(1)",
    "javascript&colon;alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A&#x61;vascript:alert(1)",
    "javascript%3Aalert(1)",
    "javascript\\:alert(1)",
    "java\\script:alert(1)",
    "javascript://x.example/%0aalert(1)",
    "vbscript:msgbox(1)",
    "data:text/html;base64,PHNjcmlwdD4=",
    "view-source:javascript:alert(1)",
    "blob:https:x",
    "mailto:",
    "https:alert(1)",
  ];
  test("[K4] an address holds nothing that a browser takes out or that turns it around", () => {
    for (const address of [
      "https://x.example",
      "HTTP://x",
      "mailto:a@b?subject=c",
      'https://x.example/ü|{}"',
    ]) {
      expect([address, isLinkAddress(address)]).toEqual([address, true]);
    }
    for (const sign of ["\t", "\n", " ", "\u0001", "\u202e", "\u2067", "\u200b", "\ufeff", "\u00a0", "\\"]) {
      expect([sign, isLinkAddress(`https://x.example/${sign}a`)]).toEqual([sign, false]);
      expect([sign, isLinkAddress(`${sign}https://x.example/`)]).toEqual([sign, false]);
    }
    for (const address of scripts) expect([address, isLinkAddress(address)]).toEqual([address, false]);
  });

  const forms = [
    (address: string) => `[a](${address})`,
    (address: string) => `[a](<${address}>)`,
    (address: string) => `[a](${address} "b")`,
    (address: string) => `![a](${address})`,
    (address: string) => `<${address}>`,
    (address: string) => address,
    (address: string) => `[a]\n\n[a]: ${address}`,
    (address: string) => `[a][b]\n\n[b]: <${address}>`,
    (address: string) => `> - **[a](${address})**`,
    (address: string) => `<a href="${address}">b</a>`,
    (address: string) => `[<b>](${address})`,
  ];
  for (const address of scripts) {
    test(`[K4] never a link: ${JSON.stringify(address)}`, () => {
      for (const form of forms) {
        const body = form(address);
        const links = [...walk(parseBody(body), body)].filter(({ node }) => "href" in node);
        expect([body, links]).toEqual([body, []]);
      }
    });
  }
});

describe("mentions", () => {
  sees("[M1]", [
    ["@ada, @bob.smith's @o'brien-x", "{@ada}, {@bob.smith's} {@o'brien-x}"],
    ["ada@a.example a@b é@c ١@d", "ada@a.example a@b é@c ١@d"],
    ["*@ada* _@ada_ ~~@ada~~ (@ada) @ada_", "{i {@ada}} {i {@ada}} {s {@ada}} ({@ada}) {@ada_}"],
    ["@here @everyone @王芳", "{@here} {@everyone} {@王芳}"],
    ["`@ada` [@ada](https://a.example/@ada)", "{code @ada} {link https://a.example/@ada|{@ada}}"],
    ["https://a.example/@ada", "{link https://a.example/@ada|https://a.example/@ada}"],
    ["@ @- @_a @@ada", "@ @- @_a @{@ada}"],
  ]);
});

describe("lines", () => {
  sees("[K2]", [
    ["a\nb", "a⏎b"],
    ["a\n\nb", "a", "b"],
    ["  a\n    b  ", "  a⏎    b  "],
    ["\n\na\n\n", "a"],
    [""],
  ]);
  test("[K2] blank lines between blocks are kept", () => {
    const gaps = parseBody("a\n\n\n\nb\n- c\n\n\n- d\n\n> e\n>\n>\n> f\n\n\n```\n\n```\ng").map(
      ({ kind, gap }) => `${kind} ${gap}`,
    );
    expect(gaps).toEqual(["paragraph 0", "paragraph 3", "list 0", "quote 1", "code_block 2", "paragraph 0"]);
  });

  sees("[K5]", [
    ["> a\nb", ">(a)", "b"],
    [">a\n> b\n>> c\n> d", ">(a⏎b / >(c) / d)"],
    ["> a\n\n> b", ">(a)", ">(b)"],
    ["> a\n> - b\n>   c\n> 1. d", ">(a / [• b⏎c] / [1 d])"],
    [">", ">"],
    ["> \n>", "> ⏎>"],
    [">\n> a", ">(a)"],
    ["> > ", ">(> )"],
    ["> ```\n> a\nb", ">(``a)", "b"],
  ]);
  isText("[K5]", [">_<", ">:( no", ">= 5", ">.> really"]);
  sees("[K5]", [
    ["- a\n- b", "[• a, • b]"],
    ["* a\n- b", "[• a]", "[• b]"],
    ["3. a\n7. b\n7. c\n\n1. d", "[3 a, 7 b, 7 c, 1 d]"],
    ["0. a\n999999999. b", "[0 a, 999999999 b]"],
    ["Buy:\n- milk\n- eggs\nthanks", "Buy:", "[• milk, • eggs]", "thanks"],
    ["So:\n1. a", "So:", "[1 a]"],
    ["It was in\n1986. A good year", "It was in⏎1986. A good year"],
    ["- a\n  - b\n    1. c\n- d", "[• a / [• b / [1 c]], • d]"],
    ["\t- a", "\t- a"],
    ["- a\n\t- b\n\t\t- c", "[• a / [• b / [• c]]]"],
    ["- a\n\n  b", "[• a / b]"],
    ["- ```js\n  a\n  ```\n- b", "[• `js`a, • b]"],
    ["- > a", "[• >(a)]"],
    ["- *a*\n- **", "[• {i a}]", "- **"],
  ]);
  isText("[K5]", ["-", "*", "1.", "- - -", "* * *", "-a", "1.a", "007. Bond", "1234567890. a", "-1", "- "]);

  sees("[K6]", [
    ["```\na\n  b\n```", "``a\n  b"],
    ["```js\n*a*\n\n@ada > b\n```\nc", "`js`*a*\n\n@ada > b", "c"],
    ["````\n```\na\n```\n````", "`````\na\n```"],
    ["````md\n```js\n*x*\n```\n````\n*y*", "`md````js\n*x*\n```", "{i y}"],
    ["```\na", "``a"],
    ["```\na\n``\n ```` \nb", "``a\n``", "b"],
    ["a\n```\nb\n```\nc", "a", "``b", "c"],
    ["```a```", "{code a}"],
    ["``` a b\nc\n```", "`a b`c"],
    ["  ```\n  a\n b\n   c\n```", "``a\nb\n c"],
    ["```\n```", "``"],
  ]);
});

describe("plain text", () => {
  const cases: [body: string, expected: string][] = [
    ['a <b> & "c" -> d', 'a <b> & "c" -> d'],
    [
      "**a** _b_ ~~c~~ `d` @ada\n\n\n[e](https://x.example) <https://y.example>",
      "a b c d @ada\n\n\ne https://y.example",
    ],
    ["> a\n> b\n\nc", "> a\n> b\n\nc"],
    ["3. a\n   - b\n     c\n4. d", "3. a\n   • b\n     c\n4. d"],
    ["```js\na\n```", "a"],
    ["\\*a\\* ¯\\_(ツ)_/¯", "*a* ¯\\_(ツ)_/¯"],
  ];
  for (const [body, expected] of cases) {
    test(`[K9] ${JSON.stringify(body)}`, () => {
      expect(plainText(parseBody(body))).toBe(expected);
    });
  }
});
