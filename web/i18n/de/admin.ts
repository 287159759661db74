import type { tAdmin } from "../../admin/words.ts";
import type { InOtherWords } from "../phrases.ts";

export const admin = {
  notForYou: "Nur für Admins",
  notForYouText:
    "Nur Admins können den Workspace verwalten. Deine eigenen Einstellungen findest du unter „Einstellungen“.",
  notForYouBack: "Zurück zu den Räumen",

  people: "Leute",
  peopleLead: "Alle mit einem Konto.",
  findPeople: "Leute suchen",
  noPeople: "Keine Personen",
  noneFound: "Keine Personen gefunden",
  deactivated: "deaktiviert",
  makeAdmin: "Zum Admin machen",
  makeAdminTitle: "{name} zum Admin machen?",
  makeAdminText:
    "Admins können den Workspace und seine Leute verwalten und privaten Räumen offen beitreten. Sie können dir auch diese Rolle nehmen.",
  makeMember: "Zum Mitglied machen",
  makeMemberTitle: "{name} zum Mitglied machen?",
  makeMemberText: "Die Person kann den Workspace, seine Leute und fremde Räume dann nicht mehr verwalten.",
  removePicture: "Bild entfernen",
  removePictureTitle: "Das Bild von {name} entfernen?",
  removePictureText:
    "Stattdessen wird der Anfangsbuchstabe angezeigt. Die Person kann ein anderes Bild wählen.",
  removePictureNow: "Entfernen",
  deactivate: "Deaktivieren",
  deactivateTitle: "{name} deaktivieren?",
  deactivateText:
    "Die Person wird sofort überall abgemeldet und kann sich nicht mehr anmelden. Ihre Einladungslinks gelten nicht mehr. Was sie geschrieben hat, bleibt unter ihrem Namen.",
  reactivate: "Wieder aktivieren",
  reactivateTitle: "{name} wieder aktivieren?",
  reactivateText: "Die Person kann sich wieder mit ihrem Passwort anmelden und ist wieder in ihren Räumen.",
  erase: "Endgültig löschen",
  eraseTitle: "{name} löschen?",
  eraseText:
    "Alle Nachrichten von {name} werden in jedem Raum geleert. Reaktionen, Erwähnungen und Namen werden entfernt, und das Konto kann nicht mehr benutzt werden. Was andere über die Person geschrieben haben, bleibt. Das lässt sich nicht rückgängig machen.",
  eraseSure: "Gib zur Bestätigung {name} ein",
  notTheName: "Der Name stimmt nicht überein.",
  erased: "Konto gelöscht. Das Leeren der Nachrichten kann einen Moment dauern.",

  reset: "Link zum Zurücksetzen erstellen",
  resetTitle: "Passwort von {name} zurücksetzen",
  resetText:
    "Der Link gilt einmal, innerhalb von 24 Stunden. Wer ihn öffnet, setzt ein neues Passwort für {name} und ist dann als diese Person angemeldet; ihre anderen Sitzungen enden. Gib ihn vertraulich weiter: Es wird nichts automatisch verschickt.",
  resetMake: "Link erstellen",
  resetLink: "Link zum Zurücksetzen",
  resetHint:
    "Gilt bis {time}. Kopiere ihn jetzt: Er wird nicht noch einmal angezeigt. Ein neuerer Link ersetzt ihn.",
  done: "Fertig",

  rooms: "Räume",
  roomsLead: "Alle öffentlichen und privaten Räume. Direktnachrichten werden nie aufgeführt.",
  findRooms: "Raum suchen",
  noRooms: "Noch keine Räume",
  noRoomFound: "Keine passenden Räume",
  publicRoom: "öffentlich",
  privateRoom: "privat",
  archivedRoom: "archiviert",
  members: { one: "{count} Mitglied", other: "{count} Mitglieder" },
  lastSaid: "letzte Nachricht {time}",
  nothingSaid: "noch keine Nachrichten",
  open: "Öffnen",
  joined: "Du bist {room} beigetreten.",
  enter: "Beitreten und mitverwalten",
  enterTitle: "{room} beitreten und mitverwalten?",
  enterText:
    "Du verwaltest den Raum dann mit und kannst alles darin lesen. Mitglieder sehen, dass du beigetreten bist, und es steht in der Aktivität des Raums und im Prüfprotokoll. Direktnachrichten kann man nicht beitreten.",
  seeMembers: "Mitglieder",

  registration: "Registrierung",
  registrationLead: "Wie man ein Konto bekommt.",
  whoJoins: "Wer ein Konto erstellen kann",
  byInvite: "Wer einen Einladungslink hat",
  byInviteNote: "Ein Mitglied erstellt einen Link und gibt ihn weiter.",
  byAnyone: "Alle, die diese Seite erreichen",
  byAnyoneNote: "Wer die Adresse kennt, kann ein Konto erstellen und jeden öffentlichen Raum lesen.",
  locked: "Durch die Konfiguration des Servers festgelegt.",
  links: "Einladungslinks",
  linksNote: { one: "{count} aktiver Link", other: "{count} aktive Links" },

  place: "Workspace",
  placeLead: "Der Name deines Workspace.",
  placeName: "Name",
  shownWhere:
    "Er steht über der Liste der Räume, auf der Anmeldeseite, in Einladungen und im Titel des Browser-Tabs. Alle sehen eine Änderung sofort.",

  audit: "Prüfprotokoll",
  auditLead: "Änderungen an Personen und ihren Konten. Änderungen in einem Raum stehen in dessen Aktivität.",
  auditEmpty: "Noch keine Aktivität",
} as const satisfies InOtherWords<typeof tAdmin.english>;
