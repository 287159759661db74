import type { sayParts } from "../en/parts.ts";
import type { InOtherWords } from "../phrases.ts";

export const parts = {
  cancel: "Abbrechen",
  optional: "optional",
  missing: "Das wird gebraucht.",
  showPassword: "Passwort zeigen",
  hidePassword: "Passwort verbergen",
  passwordRule: {
    one: "Mindestens {count} Zeichen. Leerzeichen und jede Schrift sind willkommen, häufige Passwörter nicht.",
    other:
      "Mindestens {count} Zeichen. Leerzeichen und jede Schrift sind willkommen, häufige Passwörter nicht.",
  },
  tryAgain: "Noch einmal versuchen",
  loading: "Wird geladen.",
  notLoaded: "Das konnte nicht geladen werden.",
  managePlace: "Diesen Ort verwalten",
  showMore: "Mehr zeigen",
  removePerson: "{name} entfernen",
  typeName: "Namen eingeben",
  people: "Leute",
  you: "du",
  nobodyElse: "Hier ist noch niemand sonst.",
  most: "Mehr als {count} geht nicht.",
  looking: "Suche läuft.",
  lookFailed: "Die Suche nach Leuten ging nicht. Tippe noch einmal.",
  nobodyCalled: "Niemandes Name beginnt so.",
  deactivated: "Dieses Konto ist deaktiviert.",
  presenceDnd: "{presence}, möchte nicht gestört werden",
  admin: "Admin",
  notes: "Notizen an mich",
  message: "Nachricht",
  leaveTitle: "{room} verlassen?",
  leavePublic: "Du findest ihn unter „Räume ansehen“ wieder.",
  leavePrivate: "Er ist privat: Um zurückzukommen, muss dich jemand darin hinzufügen.",
  leave: "Raum verlassen",
} as const satisfies InOtherWords<typeof sayParts.english>;
