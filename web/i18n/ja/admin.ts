import type { tAdmin } from "../../admin/words.ts";
import type { InOtherWords } from "../phrases.ts";

export const admin = {
  notForYou: "管理者専用",
  notForYouText: "ワークスペースの設定を変更できるのは管理者だけです。自分の設定は「設定」にあります。",
  notForYouBack: "ルームに戻る",

  people: "人",
  peopleLead: "アカウントを持つすべての人です。",
  findPeople: "人を検索",
  noPeople: "だれもいません",
  noneFound: "該当する人はいません",
  deactivated: "無効",
  makeAdmin: "管理者にする",
  makeAdminTitle: "{name}さんを管理者にしますか?",
  makeAdminText:
    "ワークスペースと人を管理でき、非公開ルームにも公然と参加できるようになります。あなたから管理者の役割を外すこともできます。",
  makeMember: "メンバーにする",
  makeMemberTitle: "{name}さんをメンバーにしますか?",
  makeMemberText: "ワークスペース、人、自分のものでないルームを管理できなくなります。",
  removePicture: "画像を削除",
  removePictureTitle: "{name}さんの画像を削除しますか?",
  removePictureText: "代わりに頭文字が表示されます。本人は別の画像を選べます。",
  removePictureNow: "削除",
  deactivate: "無効にする",
  deactivateTitle: "{name}さんを無効にしますか?",
  deactivateText:
    "すぐにすべての場所でサインアウトされ、サインインできなくなります。招待リンクも使えなくなります。書いたものは名前とともに残ります。",
  reactivate: "再び有効にする",
  reactivateTitle: "{name}さんを再び有効にしますか?",
  reactivateText: "以前のパスワードで再びサインインでき、参加していたルームに戻ります。",
  erase: "完全に消去",
  eraseTitle: "{name}さんを消去しますか?",
  eraseText:
    "{name}さんが書いたものは、すべてのルームで空になります。リアクション、メンション、名前も消え、アカウントは二度と使われません。ほかの人が書いたことは残ります。元に戻すことはできません。",
  eraseSure: "確認のため {name} と入力してください",
  notTheName: "名前が一致しません。",
  erased: "アカウントを消去しました。メッセージが空になるまで少しかかることがあります。",

  reset: "再設定リンクを作成",
  resetTitle: "{name}さんのパスワードを再設定",
  resetText:
    "リンクは24時間以内に1回だけ使えます。開いた人は{name}さんの新しいパスワードを設定し、その人としてサインインします。ほかのセッションは終了します。自動では送られないので、本人に直接渡してください。",
  resetMake: "リンクを作成",
  resetLink: "再設定リンク",
  resetHint:
    "{time}まで有効です。もう一度表示することはできないので、今コピーしてください。新しいリンクを作ると置き換わります。",
  done: "完了",

  rooms: "ルーム",
  roomsLead: "すべての公開・非公開ルームです。ダイレクトメッセージは一覧に出ません。",
  findRooms: "ルームを検索",
  noRooms: "ルームはまだありません",
  noRoomFound: "一致するルームがありません",
  publicRoom: "公開",
  privateRoom: "非公開",
  archivedRoom: "アーカイブ済み",
  members: { other: "メンバー{count}人" },
  lastSaid: "最後のメッセージ {time}",
  nothingSaid: "メッセージなし",
  open: "開く",
  joined: "{room}に参加しました。",
  enter: "オーナーとして参加",
  enterTitle: "{room}にオーナーとして参加しますか?",
  enterText:
    "オーナーになり、すべてを読めるようになります。参加したことはメンバーに表示され、ルームのアクティビティと監査ログに残ります。ダイレクトメッセージには参加できません。",
  seeMembers: "メンバー",

  registration: "登録",
  registrationLead: "アカウントの取得方法です。",
  whoJoins: "アカウントを作成できる人",
  byInvite: "招待リンクを持つ人",
  byInviteNote: "メンバーがリンクを作成して共有します。",
  byAnyone: "このページを開けるすべての人",
  byAnyoneNote: "アドレスを知っている人はだれでもアカウントを作成し、すべての公開ルームを読めます。",
  locked: "サーバーの設定で固定されています。",
  links: "招待リンク",
  linksNote: { other: "有効なリンク {count} 件" },

  place: "ワークスペース",
  placeLead: "ワークスペースの名前です。",
  placeName: "名前",
  shownWhere:
    "ルーム一覧の上、サインインのページ、招待、ブラウザーのタブのタイトルに表示されます。変更は全員にすぐ反映されます。",

  audit: "監査ログ",
  auditLead: "人とアカウントへの変更です。ルーム内の変更は、そのルームのアクティビティにあります。",
  auditEmpty: "アクティビティはまだありません",
} as const satisfies InOtherWords<typeof tAdmin.english>;
