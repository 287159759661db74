// SPEC L7: which passwords are refused, and why, in words.
import { limits } from "../../protocol/limits.ts";
import { countPoints } from "../../protocol/text.ts";
import { ChatError } from "../chat_error.ts";

/** Longest unit whose repetition makes no password: `abcdabcdabcd`. */
const longestUnit = 4;

interface PasswordOwner {
  username: string;
  workspaceName: string;
}

export type PasswordRules = ReturnType<typeof createPasswordRules>;

export function createPasswordRules({ passwordMin }: { passwordMin: number }) {
  /** The password as it is hashed, or a refusal. */
  async function accept(typed: string, owner: PasswordOwner): Promise<string> {
    const password = normalisePassword(typed);
    const fault = await findFault(password, owner);
    if (fault !== undefined) throw new ChatError("weak_password", fault, { field: "password" });
    return password;
  }

  async function findFault(
    password: string,
    { username, workspaceName }: PasswordOwner,
  ): Promise<string | undefined> {
    const points = countPoints(password);
    if (points < passwordMin)
      return `The password has ${points} characters. It needs at least ${passwordMin}.`;
    if (points > limits.passwordMaxPoints) {
      return `The password has ${points} characters. It may have at most ${limits.passwordMaxPoints}.`;
    }
    if (isOneUnitRepeated(Array.from(password)))
      return "The password repeats a few characters. Mix in something else.";
    if (isSameWord(password, username)) return "The password is the username. Choose another.";
    if (isSameWord(password, workspaceName))
      return "The password is the name of the workspace. Choose another.";
    if ((await commonPasswords()).has(password.toLowerCase())) {
      return "This password is too common. Choose another.";
    }
    return undefined;
  }

  let common: Promise<Set<string>> | undefined;

  /** Read at the first password that gets this far: the module is half a megabyte. */
  function commonPasswords(): Promise<Set<string>> {
    common ??= import("@zxcvbn-ts/language-common").then(
      ({ dictionary }) => new Set(dictionary["passwords-common"].map((word) => word.toLowerCase())),
    );
    return common;
  }

  return { accept, passwordMin };
}

/** One password however the keyboard composes it. */
export function normalisePassword(typed: string): string {
  return typed.normalize("NFC");
}

/** Longer than any password can be: not worth a hash. */
export function isTooLongForAny(typed: string): boolean {
  return countPoints(normalisePassword(typed)) > limits.passwordMaxPoints;
}

function isOneUnitRepeated(points: string[]): boolean {
  for (let unit = 1; unit <= longestUnit && unit * 2 <= points.length; unit += 1) {
    if (points.every((point, at) => point === points[at % unit])) return true;
  }
  return false;
}

function isSameWord(password: string, word: string): boolean {
  // Longer names are refused themselves; here they only cost.
  if (word.length > limits.passwordMaxPoints) return false;
  const folded = (text: string) => text.normalize("NFKC").trim().toUpperCase().toLowerCase();
  return folded(password) === folded(word);
}
