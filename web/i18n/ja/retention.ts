import type { tRetention } from "../../rooms/retention_words.ts";
import type { InOtherWords } from "../phrases.ts";

export const retention = {
  retention: "保存期間",
  lead: "メッセージの保存期間です。古いメッセージは、ファイルとともに全員から削除されます。",
  days: "メッセージの保存日数",
  daysHint: "空欄なら無期限です。ルームごとに、より短い日数を設定できます。",
  roomDaysHint: "空欄ならワークスペースと同じです。短いほうの日数が適用されます。",
  notDays: "1から36500までの整数か、空欄にしてください。",
  workspaceKeeps: { other: "ワークスペースの保存期間は{count}日です。" },
  workspaceForever: "ワークスペースの保存期間は無期限です。",
  apply: "適用",
  title: "古いメッセージを削除しますか？",
  nothingGoes: "今は該当するメッセージがありません。今後、期間を過ぎたメッセージは削除されます。",
  goes: { other: "{count}件のメッセージが1時間以内に削除されます。" },
  oldest: "最も古いものは{date}です。",
  files: { other: "{count}件のファイル（{size}）も削除されます。" },
  forever: "この操作は元に戻せません。以前のバックアップには残ります。",
  remove: "期間で削除",
  kept: { other: "メッセージは{count}日間保存されます" },
  held: "{date}から保全中：期間による削除は行われませんが、編集と削除はできます",
  hold: "保全する",
  release: "保全を解除",
} as const satisfies InOtherWords<typeof tRetention.english>;
