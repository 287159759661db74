import type { tServer } from "../../admin/server_words.ts";
import type { InOtherWords } from "../phrases.ts";

export const server = {
  server: "サーバー",
  serverLead: "状態、ディスクの空き、利用状況です。",

  noWarnings: "警告はありません",
  allWell: "すべて正常です。",
  warning: "警告",
  warnings: { other: "{count}件の警告" },
  warnedSince: "{time}から",
  databaseDamaged: "データベースの一部が壊れています",
  databaseReadOnly: "読み取り専用:データベースが壊れています",
  databaseReplaced: "データベースが移動または置き換えられました",
  changesMissing: "保存済みの変更が失われています",
  diskLow: "ディスクの空きがほとんどありません",
  logLarge: "データベースのログが非常に大きくなっています",
  folderOpen: "このマシンのほかのアカウントがデータフォルダーを開けます",
  searchStuck: "検索が止まっています",
  clockJumped: "サーバーの時計が飛びました",
  backupFailed: "最新のバックアップに失敗しました",
  backupOld: "2 日間バックアップがありません",
  databaseDamagedHelp: "ほかは動いています。データベースを修復するか、バックアップから復元してください。",
  databaseReadOnlyHelp:
    "何も保存できません。サーバーを止め、データベースを修復するか、バックアップから復元してください。",
  databaseReplacedHelp:
    "何も保存されません。サーバーを止め、正しいファイルをデータフォルダーに戻してから、起動し直してください。",
  changesMissingHelp:
    "データベースが最後に保存された内容より古くなっています。バックアップから復元したのでなければ、サーバーを止めて正しいファイルを戻してください。",
  diskLowHelp: "アップロードは停止中ですが、メッセージは送れます。ディスクの空きを増やしてください。",
  logLargeHelp:
    "ほかのプログラムがデータベースを開いたままかもしれません。閉じるか、サーバーを再起動してください。",
  folderOpenHelp: "データフォルダーに chmod 700 を実行し、サーバーを再起動してください。",
  searchStuckHelp: "検索できないことがあります。サーバーを再起動してください。",
  clockJumpedHelp: "メッセージの時刻が正しくないことがあります。マシンの時計を確認してください。",
  backupFailedHelp:
    "サーバーは 1 時間ごとに再試行します。バックアップのフォルダーとディスクの空きを確認してください。",
  backupOldHelp: "バックアップのフォルダーとディスクの空きを確認してください。",

  disk: "ディスクの空き",
  diskFree: "{total}中{free}が空き",
  diskReserve: "メッセージの分を残すため、空きが{size}になるとアップロードは止まります。",
  diskUnknown: "ディスクの空きは分かりません。",
  database: "データベース",
  log: "データベースのログ",
  files: "アップロードされたファイル",

  backups: "バックアップ",
  lastBackup: "最新のバックアップ",
  noBackup: "まだありません",
  backupSize: "最新のバックアップのサイズ",
  backupsKept: "保存しているバックアップ",
  backupsOff: "毎日のバックアップはオフです。",
  backUpNow: "今すぐバックアップ",
  backingUp: "バックアップ中…",
  backupProgress: "{whole} 件中 {part} 件のファイル",
  backupDone: "バックアップしました",

  usage: "人ごとの使用量",
  usageNote: "1人あたり{size}まで使えます。",
  unposted: "うち{size}は未投稿",
  noUsage: "ファイルはまだありません",

  activity: "利用状況",
  online: "オンラインの人",
  sockets: "開いている接続",
  partOf: "{part} / {whole}",
  startedAt: "起動日時",
  version: "バージョン",
} as const satisfies InOtherWords<typeof tServer.english>;
