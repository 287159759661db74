// The emoji data, fetched when the picker is first opened.

/** The emoji, its name, keywords separated by `|`, 1 if it takes a skin tone, and its codes (E4) separated by `|`. */
export type EmojiRow = [emoji: string, name: string, words: string, takesTone: number, codes: string];

interface EmojiGroup {
  name: string;
  emojis: EmojiRow[];
}

/** In Unicode order. */
export type EmojiList = EmojiGroup[];

let loading: Promise<EmojiList> | null = null;

/** Rejects if it cannot be fetched; the next call retries. */
export function loadEmojiList(): Promise<EmojiList> {
  loading ??= import("./emoji_list.json").then(
    // JSON imports have no tuple types.
    ({ default: list }) => list as unknown as EmojiList,
    (error: unknown) => {
      loading = null;
      throw error;
    },
  );
  return loading;
}
