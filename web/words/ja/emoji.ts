import type { sayEmoji } from "../en/emoji.ts";
import type { InOtherWords } from "../phrases.ts";

export const emoji = {
  search: "絵文字を検索",
  searchHere: "検索",
  loading: "読み込み中です。",
  none: "その名前の絵文字はありません。",
  found: "検索結果",
  results: { other: "{count}件見つかりました" },
  lastUsed: "最近使った絵文字",
  skinTone: "肌の色",
  skinToneNow: "肌の色: {name}",
  tone0: "肌の色なし",
  tone1: "明るい",
  tone2: "やや明るい",
  tone3: "中間",
  tone4: "やや濃い",
  tone5: "濃い",
  group0: "スマイリーと感情",
  group1: "人と体",
  group2: "動物と自然",
  group3: "食べ物と飲み物",
  group4: "旅行と場所",
  group5: "アクティビティ",
  group6: "物",
  group7: "記号",
  group8: "旗",
} as const satisfies InOtherWords<typeof sayEmoji.english>;
