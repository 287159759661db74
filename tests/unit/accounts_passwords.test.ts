import { expect, test } from "bun:test";

import {
  createPasswordRules,
  isTooLongForAny,
  normalisePassword,
} from "../../src/domain/accounts/passwords.ts";
import { ChatError } from "../../src/domain/chat_error.ts";

const owner = { username: "ada.lovelace.1815", workspaceName: "The Analytical Engine" };
const rules = createPasswordRules({ passwordMin: 12 });

async function faultOf(password: string, of = rules): Promise<string> {
  try {
    await of.accept(password, owner);
    return "accepted";
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    expect(error.code).toBe("weak_password");
    expect(error.details.field).toBe("password");
    return error.message;
  }
}

const accepted: [why: string, password: string][] = [
  ["spaces", "correct horse battery"],
  ["spaces at both ends", "  a b c d e f  "],
  ["twelve emoji", "🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔🐧"],
  ["256 code points outside the first plane", `${"🦊🐻🐼🐨🐯".repeat(51)}🐮`],
  ["a Chinese sentence", "我家在上海东边的一条小街上"],
  ["a unit of five repeated", "abcdeabcdeabcde"],
];
for (const [why, password] of accepted) {
  test(`[L7] accepted: ${why}`, async () => {
    expect(await faultOf(password)).toBe("accepted");
  });
}

const refused: [why: string, password: string, inWords: string][] = [
  ["empty", "", "at least 12"],
  ["eleven code points", "hunting cat", "has 11 characters. It needs at least 12"],
  ["eleven emoji, 22 units", "🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔", "has 11 characters"],
  ["257 code points", `${"quick brown ".repeat(21)}foxes`, "at most 256"],
  ["one letter", "aaaaaaaaaaaa", "repeats"],
  ["twelve spaces", "            ", "repeats"],
  ["a unit of four", "abcdabcdabcd", "repeats"],
  ["a unit of four, broken off", "abcdabcdabcdab", "repeats"],
  ["one emoji", "🦊".repeat(12), "repeats"],
  ["a common one", "1qaz2wsx3edc", "too common"],
  ["a common one in capitals", "1QAZ2WSX3EDC", "too common"],
  ["the username", "Ada.Lovelace.1815", "username"],
  ["the workspace's name", "the analytical engine", "name of the workspace"],
];
for (const [why, password, inWords] of refused) {
  test(`[L7] refused, and why: ${why}`, async () => {
    expect(await faultOf(password)).toContain(inWords);
  });
}

test("[L7] PASSWORD_MIN moves the lower bound", async () => {
  expect(await faultOf("hunting a cat", createPasswordRules({ passwordMin: 20 }))).toContain("at least 20");
  expect(await faultOf("xq7!kd2?", createPasswordRules({ passwordMin: 8 }))).toBe("accepted");
});

test("[L7] passwords are compared after NFC and counted after it", async () => {
  expect(await rules.accept("se\u0301same ouvre", owner)).toBe("s\u00e9same ouvre");
  expect(normalisePassword("se\u0301same")).toBe(normalisePassword("s\u00e9same"));
  // Twelve as typed, eleven letters.
  expect(await faultOf("se\u0301sameouvre")).toContain("has 11 characters");
});

test("[L7] the list holds what SPEC says", async () => {
  const { dictionary } = await import("@zxcvbn-ts/language-common");
  expect(dictionary["passwords-common"]).toHaveLength(49_233);
});

test("[R7] what is longer than any password is not worth a hash", () => {
  expect(isTooLongForAny("a".repeat(256))).toBe(false);
  expect(isTooLongForAny("a".repeat(257))).toBe(true);
  expect(isTooLongForAny("🦊".repeat(256))).toBe(false);
});
