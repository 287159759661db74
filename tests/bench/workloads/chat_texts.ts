// Messages to search: pieces of the declaration of human rights, for words and characters fall as in real languages, and a few words
// of which it is known how often they are said, and where.
import { createRandom, type Random } from "../../support/random.ts";
import { readParagraphs } from "../../support/real_texts.ts";

interface ChatTexts {
  /** The n-th message of a place, in room `room` of so many. */
  textOf(n: number): string;
}

const latin = ["eng", "deu_1996", "fra", "spa", "por_PT", "ita", "nld", "pol"];
const others = ["cmn_hans", "jpn", "kor", "rus", "arb", "hin", "tha", "ell_monotonic"];

export async function createChatTexts(options: { rooms: number; seed: number }): Promise<ChatTexts> {
  const random = createRandom(options.seed);
  const paragraphs = await readParagraphs();
  const of = (codes: string[]) =>
    paragraphs.filter(({ code, text }) => codes.includes(code) && text.length > 40);
  const [western, eastern] = [of(latin), of(others)];
  return {
    textOf(n) {
      const { text } = random.pick(random.chance(0.8) ? western : eastern);
      const words: string[] = [cut(random, text)];
      if (random.chance(0.2)) words.push("commonplace");
      if (random.chance(0.02)) words.push(`https://example.org/${n}`);
      if (n % 333_333 === 77) words.push("PLT-3699");
      if (n % 20_000 === 11) words.push("上海东边");
      // In the second half of the rooms only, in every other message.
      if (n % options.rooms >= options.rooms / 2 && n % 3 === 0) words.push("quetzal");
      return words.join(" ");
    },
  };
}

/** As long as one says something in a chat: 10 to 130 characters, from the beginning of a word where there are words. */
function cut(random: Random, text: string): string {
  const length = Math.floor(10 + 120 * random.next() ** 2);
  const at = random.between(0, Math.max(0, text.length - length));
  const piece = text.slice(at, at + length);
  const space = piece.indexOf(" ");
  const begun = space > 0 && space < 12 ? piece.slice(space + 1) : piece;
  return begun.toWellFormed().trim() || "…";
}
