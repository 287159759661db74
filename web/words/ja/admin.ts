import type { sayAdmin } from "../en/admin.ts";
import type { InOtherWords } from "../phrases.ts";

export const admin = {
  notForYou: "このページは表示できません",
  notForYouText: "この場所を管理できるのは管理者だけです。自分の設定は「設定」にあります。",
  notForYouBack: "ルームに戻る",

  people: "人",
  peopleLead: "ここにアカウントを持つすべての人です。",
  findPeople: "人を検索",
  noPeople: "だれもいません。",
  noneFound: "この文字で始まる名前の人はいません。",
  deactivated: "無効",
  makeAdmin: "管理者にする",
  makeAdminTitle: "{name}さんを管理者にしますか?",
  makeAdminText:
    "この場所と人を管理でき、非公開ルームにも公然と入れるようになります。あなたから管理者の役割を外すこともできます。",
  makeMember: "メンバーにする",
  makeMemberTitle: "{name}さんをメンバーにしますか?",
  makeMemberText: "この場所、人、自分のものでないルームを変更できなくなります。",
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
  notTheName: "名前が違います。",
  erased: "アカウントを消去しました。書いたものが空になるまで少しかかることがあります。",

  reset: "再設定リンクを作成",
  resetTitle: "{name}さんの新しいパスワード",
  resetText:
    "リンクを開いた人は、24時間以内に1回だけ{name}さんの新しいパスワードを設定し、その人としてサインインします。ほかの場所ではすべてサインアウトされます。本人だけが読めるところで渡してください。自動では何も送られません。",
  resetMake: "リンクを作成",
  resetLink: "再設定リンク",
  resetHint: "{time}まで有効で、表示されるのは今だけです。新しいリンクを作ると置き換わります。",
  done: "完了",

  rooms: "ルーム",
  roomsLead: "すべての公開・非公開ルームです。ダイレクトメッセージは当人たちだけのものです。",
  findRooms: "ルームを検索",
  noRooms: "ルームはまだありません。",
  noRoomFound: "この名前を含むルームはありません。",
  publicRoom: "公開",
  privateRoom: "非公開",
  archivedRoom: "アーカイブ済み",
  members: { other: "メンバー{count}人" },
  lastSaid: "最後のメッセージ {time}",
  nothingSaid: "まだ発言なし",
  open: "開く",
  joined: "{room}に参加しました。",
  enter: "オーナーとして入る",
  enterTitle: "{room}に入りますか?",
  enterText:
    "オーナーになり、すべてが見えるようになります。入ったことはメンバーに見え、ルームの記録と監査ログに残ります。ダイレクトメッセージには入れません。",
  seeMembers: "メンバー",

  registration: "登録",
  registrationLead: "ここでアカウントを持つ方法です。",
  whoJoins: "アカウントを作成できる人",
  byInvite: "招待リンクを持つ人",
  byInviteNote: "ここのだれかがリンクを作って渡します。ほかの人はアカウントを作成できません。",
  byAnyone: "このページを開けるすべての人",
  byAnyoneNote: "アドレスを知っている人はだれでもアカウントを作成し、すべての公開ルームを見つけられます。",
  locked: "サーバーの設定で決まっています。",
  links: "招待リンク",
  linksNote: { other: "{count}件のリンクが有効です。" },

  place: "この場所",
  placeLead: "この場所の呼び名です。",
  placeName: "名前",
  shownWhere:
    "ルーム一覧の上、サインインのページ、招待、ブラウザーのタブのタイトルに表示されます。変更は全員にすぐ反映されます。",

  audit: "監査ログ",
  auditLead: "管理者が人とアカウントに対して行ったことです。ルームの中のことは、そのルームの記録にあります。",
  auditEmpty: "まだ記録はありません。",
} as const satisfies InOtherWords<typeof sayAdmin.english>;
