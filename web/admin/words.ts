import { defineWords } from "../i18n/translate.ts";

/** What admins see of the place. */
export const tAdmin = defineWords("admin", {
  notForYou: "Admins only",
  notForYouText: "Only admins can change workspace settings. Your own are under Settings.",
  notForYouBack: "Back to the rooms",

  people: "People",
  peopleLead: "Everyone with an account.",
  findPeople: "Find people",
  noPeople: "No people",
  noneFound: "No people found",
  deactivated: "deactivated",
  makeAdmin: "Make an admin",
  makeAdminTitle: "Make {name} an admin?",
  makeAdminText:
    "They can manage the workspace and its people, and join private rooms openly. They can also remove you as an admin.",
  makeMember: "Make a member",
  makeMemberTitle: "Make {name} a member?",
  makeMemberText: "They can no longer manage the workspace, its people or rooms they don't own.",
  removePicture: "Remove picture",
  removePictureTitle: "Remove {name}'s picture?",
  removePictureText: "Their initial is shown instead. They can choose another picture.",
  removePictureNow: "Remove",
  deactivate: "Deactivate",
  deactivateTitle: "Deactivate {name}?",
  deactivateText:
    "They are signed out everywhere at once and can't sign in. Their invite links stop working. Their messages stay, under their name.",
  reactivate: "Reactivate",
  reactivateTitle: "Reactivate {name}?",
  reactivateText: "They can sign in again with their password and are back in their rooms.",
  erase: "Erase for good",
  eraseTitle: "Erase {name}?",
  eraseText:
    "All messages from {name} are emptied, in every room. Their reactions, mentions and names are removed, and the account can't be used again. What others wrote about them stays. This can't be undone.",
  eraseSure: "Type {name} to confirm",
  notTheName: "The name doesn't match.",
  erased: "Account erased. Emptying its messages may take a moment.",

  reset: "Create reset link",
  resetTitle: "Reset password for {name}",
  resetText:
    "The link works once, within 24 hours. Whoever opens it sets a new password for {name} and is signed in as them; their other sessions end. Send it privately: nothing is sent for you.",
  resetMake: "Create link",
  resetLink: "Reset link",
  resetHint: "Works until {time}. Copy it now: it won't be shown again. A newer link replaces it.",
  done: "Done",

  rooms: "Rooms",
  roomsLead: "All public and private rooms. Direct messages are never listed.",
  findRooms: "Find a room",
  noRooms: "No rooms yet",
  noRoomFound: "No matching rooms",
  publicRoom: "public",
  privateRoom: "private",
  archivedRoom: "archived",
  members: { one: "{count} member", other: "{count} members" },
  lastSaid: "last message {time}",
  nothingSaid: "no messages yet",
  open: "Open",
  joined: "You joined {room}.",
  enter: "Join as owner",
  enterTitle: "Join {room} as an owner?",
  enterText:
    "You become an owner and can read everything in it. Members see that you joined, and it is recorded in the room's activity and in the audit log. Direct messages can't be joined.",
  seeMembers: "Members",

  registration: "Registration",
  registrationLead: "How people get an account.",
  whoJoins: "Who can create an account",
  byInvite: "People with an invite link",
  byInviteNote: "A member creates a link and shares it.",
  byAnyone: "Anyone who can reach this page",
  byAnyoneNote: "Anyone with the address can create an account and read every public room.",
  locked: "Set by the server's configuration.",
  links: "Invite links",
  linksNote: { one: "{count} active link", other: "{count} active links" },

  place: "Workspace",
  placeLead: "The name of your workspace.",
  placeName: "Name",
  shownWhere:
    "Shown above the room list, on the sign-in page, in invites and in the browser tab. Everyone sees a change at once.",

  audit: "Audit log",
  auditLead: "Changes to people and their accounts. Changes inside a room are in its own activity.",
  auditEmpty: "No activity yet",
});
