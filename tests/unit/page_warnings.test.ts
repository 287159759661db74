// What the page says of the server's warnings: each has words of its own, in every language.
import { afterAll, expect, test } from "bun:test";

import type { WarningCode } from "../../src/domain/warnings.ts";
import { warningWords } from "../../web/admin/warning_words.ts";
import { languages, setLocale, type LanguageTag } from "../../web/i18n/locale.ts";

// The compiler asks for each code here.
const codes = Object.keys({
  database_damaged: true,
  database_read_only: true,
  database_replaced: true,
  changes_missing: true,
  disk_low: true,
  log_large: true,
  folder_open: true,
  search_stuck: true,
  clock_jumped: true,
  backup_failed: true,
  backup_old: true,
} satisfies Record<WarningCode, true>);

const text = "The server's own sentence.";

afterAll(() => setLocale("en", []));

for (const language of Object.keys(languages) as LanguageTag[]) {
  test(`[G9] in ${language} each warning has a title, and what to do`, async () => {
    await setLocale(language, []);
    const unknown = warningWords({ code: "of_a_newer_server", text });
    expect(unknown.help).toBe(text);
    const words = codes.map((code) => warningWords({ code, text }));
    expect(new Set(words.map(({ title }) => title)).size).toBe(codes.length);
    expect(words.map(({ title }) => title)).not.toContain(unknown.title);
    if (language === "en") expect(words.map(({ help }) => help)).toEqual(codes.map(() => text));
    else expect(new Set(words.map(({ help }) => help)).size).toBe(codes.length);
  });
}
