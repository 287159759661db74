import type { saySettings } from "../en/settings.ts";
import type { InOtherWords } from "../phrases.ts";

export const settings = {
  settings: "設定",
  back: "戻る",
  close: "閉じる",
  saved: "保存しました",
  somethingWrong: "問題が発生しました。もう一度お試しください。",
} as const satisfies InOtherWords<typeof saySettings.english>;
