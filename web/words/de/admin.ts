import type { sayAdmin } from "../en/admin.ts";
import type { InOtherWords } from "../phrases.ts";

export const admin = {
  notForYou: "Das ist nichts für dich",
  notForYouText:
    "Nur Admins können diesen Ort verwalten. Was du selbst einstellen kannst, steht in deinen Einstellungen.",
  notForYouBack: "Zurück zu den Räumen",

  people: "Leute",
  peopleLead: "Alle, die hier ein Konto haben.",
  findPeople: "Leute suchen",
  noPeople: "Niemand ist hier.",
  noneFound: "Niemandes Name beginnt so.",
  deactivated: "deaktiviert",
  makeAdmin: "Zum Admin machen",
  makeAdminTitle: "{name} zum Admin machen?",
  makeAdminText:
    "Admins können diesen Ort und seine Leute verwalten und offen in private Räume gehen. Sie können dir auch diese Rolle nehmen.",
  makeMember: "Zum Mitglied machen",
  makeMemberTitle: "{name} zum Mitglied machen?",
  makeMemberText: "Die Person kann diesen Ort, seine Leute und fremde Räume dann nicht mehr ändern.",
  removePicture: "Bild entfernen",
  removePictureTitle: "Das Bild von {name} entfernen?",
  removePictureText: "An seine Stelle tritt der Anfangsbuchstabe. Die Person kann ein anderes Bild wählen.",
  removePictureNow: "Entfernen",
  deactivate: "Deaktivieren",
  deactivateTitle: "{name} deaktivieren?",
  deactivateText:
    "Die Person wird sofort überall abgemeldet und kann sich nicht mehr anmelden. Ihre Einladungslinks gelten nicht mehr. Was sie geschrieben hat, bleibt unter ihrem Namen.",
  reactivate: "Wieder aktivieren",
  reactivateTitle: "{name} wieder aktivieren?",
  reactivateText:
    "Die Person kann sich wieder mit ihrem Passwort anmelden und ist in den Räumen, in denen sie war.",
  erase: "Endgültig löschen",
  eraseTitle: "{name} löschen?",
  eraseText:
    "Alles, was {name} geschrieben hat, wird in jedem Raum geleert. Reaktionen, Erwähnungen und Namen verschwinden, und das Konto wird nie wieder benutzt. Was andere über die Person geschrieben haben, bleibt. Das lässt sich nicht rückgängig machen.",
  eraseSure: "Gib zur Sicherheit {name} ein",
  notTheName: "Das ist nicht der Name.",
  erased: "Das Konto ist gelöscht. Das Leeren des Geschriebenen kann einen Moment dauern.",

  reset: "Link für ein neues Passwort",
  resetTitle: "Ein neues Passwort für {name}",
  resetText:
    "Wer den Link öffnet, setzt einmal, innerhalb von 24 Stunden, ein neues Passwort für {name} und ist dann als diese Person angemeldet. Überall sonst wird sie abgemeldet. Gib ihn weiter, wo nur sie ihn liest: Von selbst wird nichts verschickt.",
  resetMake: "Link erstellen",
  resetLink: "Link zum Zurücksetzen",
  resetHint: "Er gilt bis {time} und wird nur jetzt angezeigt. Ein neuerer Link ersetzt ihn.",
  done: "Fertig",

  rooms: "Räume",
  roomsLead: "Alle öffentlichen und privaten Räume. Direktnachrichten gehören nur denen, die sie schreiben.",
  findRooms: "Raum suchen",
  noRooms: "Es gibt noch keinen Raum.",
  noRoomFound: "Kein Raum hat das im Namen.",
  publicRoom: "öffentlich",
  privateRoom: "privat",
  archivedRoom: "archiviert",
  members: { one: "{count} Mitglied", other: "{count} Mitglieder" },
  lastSaid: "letzte Nachricht {time}",
  nothingSaid: "noch nichts gesagt",
  open: "Öffnen",
  joined: "Du bist jetzt in {room}.",
  enter: "Eintreten und mitverwalten",
  enterTitle: "In {room} eintreten?",
  enterText:
    "Du verwaltest den Raum dann mit und siehst alles darin. Seine Mitglieder sehen, dass du hereinkamst, und das Protokoll des Raums wie auch das Prüfprotokoll halten es fest. In Direktnachrichten kann man nicht eintreten.",
  seeMembers: "Mitglieder",

  registration: "Registrierung",
  registrationLead: "Wie man hier zu einem Konto kommt.",
  whoJoins: "Wer ein Konto anlegen kann",
  byInvite: "Wer einen Einladungslink hat",
  byInviteNote:
    "Jemand von hier erstellt einen Link und gibt ihn weiter. Sonst kann niemand ein Konto anlegen.",
  byAnyone: "Alle, die diese Seite erreichen",
  byAnyoneNote: "Wer die Adresse kennt, legt ein Konto an und findet jeden öffentlichen Raum.",
  locked: "Das legen die Einstellungen des Servers fest.",
  links: "Einladungslinks",
  linksNote: { one: "{count} Link gilt.", other: "{count} Links gelten." },

  place: "Dieser Ort",
  placeLead: "Wie dieser Ort heißt.",
  placeName: "Name",
  shownWhere:
    "Er steht über der Liste der Räume, auf der Anmeldeseite, in Einladungen und im Titel des Browser-Tabs. Alle sehen eine Änderung sofort.",

  audit: "Prüfprotokoll",
  auditLead:
    "Was Admins an Leuten und ihren Konten getan haben. Was in einem Raum geschieht, steht in dessen eigenem Protokoll.",
  auditEmpty: "Noch wurde nichts festgehalten.",
} as const satisfies InOtherWords<typeof sayAdmin.english>;
