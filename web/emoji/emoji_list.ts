// The emoji there are, loaded when someone first asks for them.

/** The emoji, its name, other words for it separated by `|`, 1 where it takes a skin tone, and its codes (E4) separated by `|`. */
export type EmojiRow = [emoji: string, name: string, words: string, takesTone: number, codes: string];

interface EmojiGroup {
  name: string;
  emojis: EmojiRow[];
}

/** In the order of Unicode. */
export type EmojiList = EmojiGroup[];

let loading: Promise<EmojiList> | null = null;

/** Rejects when it cannot be fetched; the next call tries again. */
export function loadEmojiList(): Promise<EmojiList> {
  loading ??= import("./emoji_list.json").then(
    // JSON knows no tuples.
    ({ default: list }) => list as unknown as EmojiList,
    (error: unknown) => {
      loading = null;
      throw error;
    },
  );
  return loading;
}
