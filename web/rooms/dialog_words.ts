import { defineWords } from "../i18n/translate.ts";

/** Dialogs of their own: links to pass on, people to choose, what was not sent. */
export const tDialogs = defineWords("dialogs", {
  copy: "Copy",
  copied: "Link copied.",
  copyByHand: "Copy it with Ctrl C, or ⌘ C on a Mac.",
  messageLink: "Link to this message",
  personName: "Name",

  inviteTitle: "Invite people",
  inviteLead: "Anyone with the link can create an account. It works for seven days.",
  inviteMake: "Create invite link",
  inviteMakeAnother: "Create another link",
  inviteLink: "Invite link",
  inviteOnce: "Copy it now. It won't be shown again.",
  invitesOpen: "Active links",
  inviteBy: "by {name}",
  inviteUsed: {
    one: "until {time}, used {count} time",
    other: "until {time}, used {count} times",
  },
  inviteEmpty: "No active links",
  revoke: "Revoke",
  revokeOf: "Revoke the link by {name}, until {time}",
  revoked: "Link revoked",

  unsentTitle: "Not sent",
  unsentText: "You're no longer a member of these rooms.",
  unsentEmpty: "No unsent messages",
  unsentRemove: "Remove",

  resetHint: "You are signed out everywhere else.",
  resetSet: "Set password",
  resetDone: "Your password is set. You are signed out everywhere else.",
});
