import { expect, test } from "bun:test";
import unhomoglyph from "unhomoglyph";
import homoglyphs from "unhomoglyph/data.json";

import { isConfusable, confusableKeysOf, signInKeyOf } from "../../src/domain/accounts/confusable_keys.ts";
import { checkDisplayName, checkUsername } from "../../src/domain/accounts/names.ts";
import { ChatError } from "../../src/domain/chat_error.ts";

const areTwins = (one: string, other: string) => isConfusable(confusableKeysOf(one), confusableKeysOf(other));

const twins: [why: string, one: string, other: string][] = [
  ["case", "user", "USER"],
  ["a Cyrillic е", "user", "usеr"],
  ["a Cyrillic А at the front", "Ada", "Аda"],
  ["all Cyrillic capitals", "CAP", "САР"],
  ["composed and decomposed", "Zo\u00eb", "Zoe\u0308"],
  ["composed and decomposed, other case", "ZO\u00cb", "zoe\u0308"],
  ["capital I and small l", "Ilona", "llona"],
  ["zero and o", "b0b", "bob"],
  ["one and l", "1ada", "lada"],
  ["full width", "ada", "ａｄａ"],
  ["a ligature", "fin", "ﬁn"],
  ["sharp s", "straße", "STRASSE"],
  ["final sigma", "ΟΔΥΣΣΕΥΣ", "οδυσσευς"],
  ["a capital sigma, whose small one looks like o", "bob", "BΣB"],
  ["rn and m", "arnold", "amold"],
  ["Hangul, composed and as Jamo", "한글", "한글".normalize("NFD")],
];
for (const [why, one, other] of twins) {
  test(`[L5] one look, one name: ${why}`, () => {
    expect(areTwins(one, other)).toBe(true);
  });
}

const strangers = [
  ["ada", "eve"],
  ["Zoë", "Zoe"],
  ["özgür", "ozgur"],
  ["m", "n"],
  ["上海", "上每"],
  ["bob", "bob2"],
] as const;
for (const [one, other] of strangers) {
  test(`[L5] ${one} and ${other} are two names`, () => {
    expect(areTwins(one, other)).toBe(false);
  });
}

test("[L5] signing in finds the name in any case and normal form, with spaces that a phone put around it", () => {
  const { foldedKey } = confusableKeysOf("Zo\u00eb");
  for (const typed of ["zo\u00eb", "ZOE\u0308", " Zo\u00eb "]) expect(signInKeyOf(typed)).toBe(foldedKey);
});

test("[L5] what cannot be a name has no look to sign in by", () => {
  expect(signInKeyOf("")).toBe(null);
  expect(signInKeyOf("  ")).toBe(null);
  expect(signInKeyOf("a".repeat(129))).toBe(null);
});

test("[L5] what NFKC makes longer than any name is not looked at, the longest name is", () => {
  // 18 units each.
  expect(signInKeyOf("\ufdfa".repeat(128))).toBe(null);
  expect(signInKeyOf("\ufdfa".repeat(33))).toBe(null);
  const longest = "\ufdfa".repeat(32);
  expect(signInKeyOf(longest)).toBe(confusableKeysOf(longest).foldedKey);
});

test("[L5] the keys that are stored are those that the table of the package gives", () => {
  for (const [sign] of Object.entries(homoglyphs)) {
    const composed = sign.normalize("NFKC");
    const folded = (text: string) => text.toUpperCase().toLowerCase();
    const skeleton = (text: string) => unhomoglyph(text.normalize("NFD")).normalize("NFD");
    expect(confusableKeysOf(sign)).toEqual({
      foldedKey: folded(skeleton(folded(composed))),
      typedKey: folded(skeleton(composed)),
    });
  }
});

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof ChatError) return `${error.code} ${error.details.field}`;
    throw error;
  }
  return "accepted";
}

const usernames: [name: string, outcome: string][] = [
  ["Ada", "accepted"],
  ["m", "accepted"],
  ["özgür", "accepted"],
  ["上海", "accepted"],
  ["مريم", "accepted"],
  ["अनुष्का", "accepted"],
  ["o'neil-smith_2.0", "accepted"],
  ["a".repeat(32), "accepted"],
  ["a".repeat(33), "too_long username"],
  ["", "bad_name username"],
  ["a b", "bad_name username"],
  [" ada", "bad_name username"],
  ["_ada", "bad_name username"],
  ["a\u202eda", "bad_name username"],
  ["\u200b", "bad_name username"],
  ["a\u200bda", "bad_name username"],
  ["\u3164", "bad_name username"],
  ["a\u115f", "bad_name username"],
  ["a\u00adda", "bad_name username"],
  ["ada\n", "bad_name username"],
  ["d'angelo", "accepted"],
  ["channels", "accepted"],
  ["\ufdfa".repeat(3), "accepted"],
  ["\ufdfa".repeat(4), "too_long username"],
  ["test.", "bad_name username"],
  ["test's", "bad_name username"],
  ["test'\u017f", "bad_name username"],
  ["test'LL", "bad_name username"],
  ["test-", "bad_name username"],
  ["test_", "bad_name username"],
  ["test\u2488", "bad_name username"],
  ["everyone", "bad_name username"],
  ["Here", "bad_name username"],
  ["a11", "bad_name username"],
  ["channe1", "bad_name username"],
  ["\u0430dmin", "bad_name username"],
  ["ADMIN", "bad_name username"],
  ["\uff53ystem", "bad_name username"],
  ["😀", "bad_name username"],
];
for (const [name, outcome] of usernames) {
  test(`[L5] the username ${JSON.stringify(name)} is ${outcome}`, () => {
    expect(codeOf(() => checkUsername(name))).toBe(outcome);
  });
}

test("[L6] a display name is trimmed, and without one it is the username", () => {
  expect(checkDisplayName("  Ada Lovelace ", "ada")).toBe("Ada Lovelace");
  expect(checkDisplayName(undefined, "ada")).toBe("ada");
  expect(checkDisplayName("  ", "ada")).toBe("ada");
});

test("[L6] a display name cannot be too long, of two lines, invisible or turn the text around it", () => {
  expect(codeOf(() => checkDisplayName("a".repeat(65), "ada"))).toBe("too_long displayName");
  for (const name of ["a\nb", "\u200b\u2800", "\u202eada"]) {
    expect(codeOf(() => checkDisplayName(name, "ada"))).toBe("bad_name displayName");
  }
});
