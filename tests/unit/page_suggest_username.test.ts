// A username out of a real name (SPEC L5, R12).
import { describe, expect, test } from "bun:test";

import { checkUsername } from "../../src/domain/accounts/names.ts";
import { suggestUsername } from "../../web/sign_in/suggest_username.ts";
import { naughtyStrings, readParagraphs } from "../support/real_texts.ts";

const cases: [name: string, username: string][] = [
  ["Ada Lovelace", "ada.lovelace"],
  ["  Conan  O’Brien ", "conan.o'brien"],
  ["Dr. Jean-Luc Picard, PhD", "dr.jean-luc.picard.phd"],
  ["Bob's", "bob"],
  ["Ünal Şahin", "ünal.şahin"],
  ["山田 花子", "山田.花子"],
  ["李雷", "李雷"],
  ["मोहन दास", "मोहन.दास"],
  ["محمد علي", "محمد.علي"],
  ["Ada 🎉 (she/her)", "ada.she.her"],
  ["🎉", ""],
  ["", ""],
  ["...", ""],
  ["Wolfeschlegelsteinhausenbergerdorff Senior", "wolfeschlegelsteinhausenbergerdo"],
  ["Pablo Diego José Francisco de Paula Juan", "pablo.diego.josé.francisco.de"],
  ["a\u200db\u202ec", "a.b.c"],
];

describe("[R12] a username is made of a real name", () => {
  for (const [name, username] of cases)
    test(JSON.stringify(name), () => expect(suggestUsername(name)).toBe(username));

  test("whatever is typed: nothing, or what the server takes but for names it keeps", async () => {
    let some = 0;
    const paragraphs = (await readParagraphs()).filter((_, at) => at % 10 === 0);
    for (const text of [...naughtyStrings, ...paragraphs.map((paragraph) => paragraph.text)]) {
      const suggested = suggestUsername(text.slice(0, 64));
      if (suggested === "") continue;
      some += 1;
      try {
        checkUsername(suggested);
      } catch (error) {
        expect(String(error)).toContain("This name is reserved");
      }
    }
    expect(some).toBeGreaterThan(500);
  });
});
