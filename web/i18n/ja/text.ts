import type { tText } from "../../people/words.ts";
import type { InOtherWords } from "../phrases.ts";

export const text = {
  typingOne: "{name}さんが入力中",
  typingTwo: "{first}さんと{second}さんが入力中",
  typingSeveral: "複数の人が入力中",
  files: { other: "ファイル{count}件" },
  bytes: { other: "{count} バイト" },
  others: { other: "ほか{count}人" },
  gone: "退会したメンバー",
  here: "オンライン",
  away: "離席中",
  notHere: "オフライン",
  spokenHere: "オンライン",
  spokenAway: "離席中",
  spokenNotHere: "オフライン",
  spokenDnd: "{presence}、おやすみモード",
  comma: "、",
  notesRoom: "{name}（自分）",
  today: "今日のみ",
  untilTime: "{time}まで",
  untilTomorrow: "明日 {time}まで",
  untilDay: "{day}まで",
  untilDayTime: "{day} {time}まで",
} as const satisfies InOtherWords<typeof tText.english>;
