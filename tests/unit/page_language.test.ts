// What the page says: every language says all of it, with the same blanks and the forms its numbers need, and nothing
// stands in the catalogue that the page does not say.
import { afterEach, describe, expect, test } from "bun:test";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Glob } from "bun";

import { computed } from "@preact/signals";

import { errorCodes } from "../../src/protocol/error_codes.ts";
import { readReason, type Reason } from "../../web/connection/send_failure.ts";
import { reasonWords } from "../../web/message/send_failure_words.ts";
import { readRefusal } from "../../web/connection/refused.ts";
import { refusalWords } from "../../web/connection/refusal_words.ts";
import { problemOf } from "../../web/ui/problem_of.ts";
import { clockTime } from "../../web/i18n/times.ts";
import {
  bestLanguage,
  currentLanguage,
  languages,
  setLocale,
  writeNumber,
  type Catalogue,
} from "../../web/i18n/locale.ts";
import type { Area, Phrase } from "../../web/i18n/phrases.ts";
import { tI18n } from "../../web/i18n/words.ts";
import { defineWords } from "../../web/i18n/translate.ts";

const root = join(import.meta.dir, "../../web");
const areas = await readEnglish();

interface EnglishArea {
  /** The name by which the page calls it, such as `tSidebar`. */
  call: string;
  english: Area;
}

async function readEnglish(): Promise<Map<string, EnglishArea>> {
  const found = new Map<string, EnglishArea>();
  for (const file of new Glob("**/*words.ts").scanSync(root)) {
    const path = join(root, file);
    const area = /\bdefineWords\("(\w+)"/.exec(readFileSync(path, "utf8"))?.[1];
    if (area === undefined) continue;
    const module: object = await import(path);
    for (const [call, translate] of Object.entries(module))
      found.set(area, { call, english: translate.english });
  }
  return new Map([...found].sort(([one], [other]) => (one < other ? -1 : 1)));
}

const formsOf = (phrase: Phrase) => (typeof phrase === "string" ? [phrase] : Object.values(phrase));
const blanksOf = (text: string) => [...text.matchAll(/\{(\w+)\}/gu)].map(([, name]) => String(name)).sort();

afterEach(async () => {
  await setLocale("en", []);
});

const catalogues: [tag: string, catalogue: Catalogue][] = [];
for (const [tag, { load }] of Object.entries(languages)) {
  if (load) catalogues.push([tag, (await load()).catalogue]);
}

for (const [tag, catalogue] of catalogues) {
  describe(tag, () => {
    const categories = new Intl.PluralRules(tag).resolvedOptions().pluralCategories;

    test("[LANGUAGE] has every area and every phrase of the page, and no other", () => {
      expect(Object.keys(catalogue).sort()).toEqual([...areas.keys()]);
      for (const [name, { english }] of areas) {
        expect({ name, keys: Object.keys(catalogue[name] ?? {}).sort() }).toEqual({
          name,
          keys: Object.keys(english).sort(),
        });
      }
    });

    test("[LANGUAGE] puts in what the English puts in, and has the forms its numbers need", () => {
      for (const [name, { english }] of areas) {
        for (const [key, original] of Object.entries(english)) {
          const phrase = catalogue[name]?.[key] ?? "";
          const wanted = blanksOf(typeof original === "string" ? original : original.other);
          const other = typeof phrase === "string" ? phrase : phrase.other;
          expect({ name, key, blanks: blanksOf(other) }).toEqual({ name, key, blanks: wanted });
          if (typeof phrase === "string") continue;
          expect({ name, key, forms: Object.keys(phrase).sort() }).toEqual({
            name,
            key,
            forms: [...categories].sort(),
          });
          // "one" may say it in a word; nothing else may be put in.
          for (const form of formsOf(phrase)) {
            expect(blanksOf(form).filter((blank) => !wanted.includes(blank))).toEqual([]);
          }
        }
      }
    });
  });
}

test("[LANGUAGE] the page says every phrase that is in the catalogue", () => {
  const sources = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/u.test(path))
    .map((path) => readFileSync(join(root, path), "utf8"))
    .filter((source) => !source.includes("defineWords("));
  const unused: string[] = [];
  for (const [name, { call, english }] of areas) {
    // Chosen by what the server says: see below.
    if (name === "refusals") continue;
    const users = sources.filter((source) => new RegExp(`\\b${call}\\b`, "u").test(source)).join("\n");
    for (const key of Object.keys(english)) {
      if (!users.includes(`"${key}"`)) unused.push(`${call}("${key}")`);
    }
  }
  expect(unused).toEqual([]);
});

test("[LANGUAGE] says what other chats call it: workspace, online, members, and nothing that only this one would say", () => {
  const words: Record<string, RegExp> = {
    en: /\bthis place\b|the place\b|\bthe line\b|\b(?:was|is) (?:ever )?said\b|\bnot here\b|\bcame in\b|\bno more\b|\bThe usual\b/iu,
    de: /\bOrt(?:es)?\b|\bgesagt wird\b|\bnicht da\b|\bkam herein\b/u,
    ar: /المكان|ما يُقال/u,
    ja: /この場所|場所を|ダイレクトルーム/u,
  };
  const all: [tag: string, catalogue: Catalogue][] = [
    ["en", Object.fromEntries([...areas].map(([name, { english }]) => [name, english]))],
    ...catalogues,
  ];
  for (const [tag, catalogue] of all) {
    const found = Object.entries(catalogue).flatMap(([name, area]) =>
      Object.entries(area).flatMap(([key, phrase]) =>
        formsOf(phrase).some((form) => words[tag]?.test(form)) ? [`${name}.${key}`] : [],
      ),
    );
    expect({ tag, found }).toEqual({ tag, found: [] });
  }
});

describe("[LANGUAGE] a refusal", () => {
  const [ofCode, ofField] = [{ code: "name_taken" }, { code: "wrong_credentials", field: "current" }];
  const message = "The server's own sentence.";

  test("[X2] of every code has a phrase, and no phrase is of a code that the server does not have", () => {
    // What the server says of a foreign origin is for whoever set it up, with the addresses; no page of its own meets it.
    const codes = Object.keys(errorCodes).filter((code) => code !== "foreign_origin");
    const phraseKeys = Object.keys(areas.get("refusals")?.english ?? {});
    expect(new Set(phraseKeys.map((key) => key.split(" ")[0]))).toEqual(new Set(codes));
    expect(codes.filter((code) => !phraseKeys.includes(code))).toEqual([]);
  });

  test("[X2] of a field is of one that the server names", () => {
    const server = readdirSync(join(root, "../src"), { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts"))
      .map((path) => readFileSync(join(root, "../src", path), "utf8"))
      .join("\n");
    for (const key of Object.keys(areas.get("refusals")?.english ?? {})) {
      const [, field] = key.split(" ");
      if (field !== undefined) expect(server).toContain(`"${field}"`);
    }
  });

  test("is the server's sentence in English, elsewhere a phrase by code and field", async () => {
    expect(refusalWords({ ...ofField, message })).toBe(message);
    await setLocale("de", []);
    expect(refusalWords({ ...ofField, message })).toBe("Das aktuelle Passwort ist falsch.");
    expect(refusalWords({ ...ofField, field: "elsewhere", message })).toBe(
      "Benutzername oder Passwort ist falsch.",
    );
    expect(refusalWords({ ...ofCode, message })).toStartWith("Dieser oder ein ähnlicher Name");
    expect(refusalWords({ code: "of_tomorrow", message })).toBe(message);
  });
});

test("[D7] why a message or a file was not sent follows the language, and is kept without a word of it", async () => {
  const reasons: Reason[] = [
    { code: "archived", message: "This room is archived." },
    { code: "messageTooLong", length: 10_001, most: 10_000 },
    { code: "fileTooLarge", most: 2_000_000 },
    { code: "uploadBroke" },
  ];
  const reread = computed(() => reasons.map((reason) => readReason(JSON.parse(JSON.stringify(reason)))));
  expect(reread.value).toEqual(reasons);
  const drawn = computed(() => reread.value.map((reason) => reason && reasonWords(reason)));
  const english = drawn.value;
  expect(english[0]).toBe("This room is archived.");
  expect(english[1]).toContain("10,001");
  for (const language of ["de", "ar", "ja"] as const) {
    await setLocale(language, []);
    for (const [at, sentence] of drawn.value.entries()) expect(sentence).not.toBe(english[at]);
  }
  await setLocale("en", []);
  expect(drawn.value).toEqual(english);
});

test("[X2] what went wrong is held as a code, its sentence follows the language", async () => {
  const refused = readRefusal({ code: "wrong_credentials", message: "The username or password is wrong." });
  const problems = [refused, problemOf(new TypeError("Load failed"))];
  const drawn = computed(() => problems.map(({ text }) => text));
  const english = ["The username or password is wrong.", "Something went wrong. Try again."];
  expect(drawn.value).toEqual(english);
  await setLocale("de", []);
  expect(drawn.value).toEqual([
    "Benutzername oder Passwort ist falsch.",
    "Etwas ist schiefgelaufen. Versuche es erneut.",
  ]);
  await setLocale("en", []);
  expect(drawn.value).toEqual(english);
});

describe("[LANGUAGE] another choice", () => {
  test("of two the later one holds, whichever came first over the network", async () => {
    const first = setLocale("ja", []);
    const second = setLocale("en", []);
    await Promise.all([first, second]);
    expect(currentLanguage()).toBe("en");
  });

  test("draws anew whatever said something: a word, a number, a time", async () => {
    const three = new Date(2026, 0, 1, 15).getTime();
    const [word, number, time] = [
      computed(() => tI18n("today")),
      computed(() => writeNumber(1234.5)),
      // Which space stands before "PM" is the matter of who makes the browser.
      computed(() => clockTime(three).replace(/\s/gu, " ")),
    ];
    const drawn = () => [word.value, number.value, time.value];
    expect(drawn()).toEqual(["Today", "1,234.5", "3:00 PM"]);
    await setLocale("de", ["de-DE"]);
    expect(drawn()).toEqual(["Heute", "1.234,5", "15:00"]);
    await setLocale("de", ["de-DE"], "h12");
    expect(drawn()).toEqual(["Heute", "1.234,5", "3:00 PM"]);
  });
});

describe("[LANGUAGE] a phrase", () => {
  const translate = defineWords("message", {
    plain: "As it is",
    greeting: "{name} and {count}",
    fileCount: { one: "{count} file", other: "{count} files of {owner}" },
  });

  test("takes what is put in, and numbers as the language writes them", () => {
    expect(translate("plain")).toBe("As it is");
    expect(translate("greeting", { name: "{count}", count: 1234 })).toBe("{count} and 1,234");
    expect(translate("fileCount", { count: 1, owner: "Ada" })).toBe("1 file");
    expect(translate("fileCount", { count: 0, owner: "Ada" })).toBe("0 files of Ada");
  });

  test("keeps elements whole and in the order of the sentence", () => {
    const element = { type: "bdi" } as unknown as preact.ComponentChildren;
    expect(translate.with("greeting", { name: element, count: 2 })).toEqual([element, " and ", "2"]);
  });

  test("is said in the language that was chosen, by the rules of its numbers", async () => {
    expect(await setLocale("ar", ["ar-EG"])).toBe(true);
    expect(translate("fileCount", { count: 2, owner: "Ada" })).toBe("ملفان");
    // What a language lacks is said in English.
    expect(translate("plain")).toBe("As it is");
  });
});

test("[LANGUAGE] the page speaks the first language of the reader's that it knows", () => {
  expect(bestLanguage(["fr-FR", "de-AT", "en"])).toBe("de");
  expect(bestLanguage(["JA"])).toBe("ja");
  expect(bestLanguage(["toString", "constructor-x"])).toBe("en");
  expect(bestLanguage([])).toBe("en");
});
