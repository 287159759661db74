import { defineWords } from "../say.ts";

/** Dialogs of their own: links to pass on, people to choose, what was not sent. */
export const sayDialogs = defineWords("dialogs", {
  copy: "Copy",
  copied: "Link copied.",
  copyByHand: "Copy it with Ctrl C, or ⌘ C on a Mac.",
  messageLink: "Link to this message",
  personName: "Name",

  inviteTitle: "Invite people",
  inviteLead: "Whoever has the link can make an account here, for seven days.",
  inviteMake: "Make an invite link",
  inviteMakeAnother: "Make another link",
  inviteLink: "Invite link",
  inviteOnce: "It is shown only now.",
  invitesOpen: "Links that work",
  inviteBy: "by {name}",
  inviteUsed: {
    one: "until {time}, used {count} time",
    other: "until {time}, used {count} times",
  },
  inviteEmpty: "No link works at the moment.",
  revoke: "Revoke",
  revokeOf: "Revoke the link by {name}, until {time}",
  revoked: "The link works no more.",

  unsentTitle: "Not sent",
  unsentText: "You are not a member of these messages' rooms any more.",
  unsentEmpty: "Nothing is left unsent.",
  unsentRemove: "Remove",

  resetHint: "You are signed out everywhere else.",
  resetSet: "Set password",
  resetDone: "Your password is set. You are signed out everywhere else.",
});
