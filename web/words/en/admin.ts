import { defineWords } from "../say.ts";

/** What admins see of the place. */
export const sayAdmin = defineWords("admin", {
  notForYou: "This is not for you",
  notForYouText: "Only admins can manage this place. What is yours to set is in your settings.",
  notForYouBack: "Back to the rooms",

  people: "People",
  peopleLead: "Everyone who has an account here.",
  findPeople: "Find people",
  noPeople: "Nobody is here.",
  noneFound: "Nobody has a name that begins like this.",
  deactivated: "deactivated",
  makeAdmin: "Make an admin",
  makeAdminTitle: "Make {name} an admin?",
  makeAdminText:
    "They can change this place and its people, and enter private rooms openly. They can also take this role from you.",
  makeMember: "Make a member",
  makeMemberTitle: "Make {name} a member?",
  makeMemberText: "They can no longer change this place, its people or rooms that are not theirs.",
  removePicture: "Remove their picture",
  removePictureTitle: "Remove the picture of {name}?",
  removePictureText: "Their initial takes its place. They can choose another picture.",
  removePictureNow: "Remove",
  deactivate: "Deactivate",
  deactivateTitle: "Deactivate {name}?",
  deactivateText:
    "They are signed out everywhere at once and cannot sign in. Their invite links stop working. What they wrote stays, under their name.",
  reactivate: "Reactivate",
  reactivateTitle: "Reactivate {name}?",
  reactivateText: "They can sign in again with their password and are in the rooms they were in.",
  erase: "Erase for good",
  eraseTitle: "Erase {name}?",
  eraseText:
    "Everything {name} wrote is emptied, in every room. Their reactions, mentions and names go, and the account is never used again. What others wrote about them stays. This cannot be undone.",
  eraseSure: "Type {name} to be sure",
  notTheName: "This is not the name.",
  erased: "The account is erased. Emptying what it wrote may take a moment.",

  reset: "Make a reset link",
  resetTitle: "A new password for {name}",
  resetText:
    "Whoever opens the link sets a new password for {name}, once, within 24 hours, and is signed in as them. They are then signed out everywhere else. Hand it over where only they read it: nothing is sent by itself.",
  resetMake: "Make the link",
  resetLink: "Reset link",
  resetHint: "It works until {time} and is shown only now. A newer link takes its place.",
  done: "Done",

  rooms: "Rooms",
  roomsLead: "All public and private rooms. Direct messages are nobody's but their people's.",
  findRooms: "Find a room",
  noRooms: "There is no room yet.",
  noRoomFound: "No room has this in its name.",
  publicRoom: "public",
  privateRoom: "private",
  archivedRoom: "archived",
  members: { one: "{count} member", other: "{count} members" },
  lastSaid: "last message {time}",
  nothingSaid: "nothing said yet",
  open: "Open",
  joined: "You are in {room} now.",
  enter: "Enter as owner",
  enterTitle: "Enter {room}?",
  enterText:
    "You become an owner and see everything in it. Its members see that you came in, and both the room's log and the audit log keep it. Direct messages cannot be entered.",
  seeMembers: "Members",

  registration: "Registration",
  registrationLead: "How people come to have an account here.",
  whoJoins: "Who can make an account",
  byInvite: "People with an invite link",
  byInviteNote: "Someone here makes a link and passes it on. Nobody else can make an account.",
  byAnyone: "Everyone who can reach this page",
  byAnyoneNote: "Whoever knows the address makes an account and finds every public room.",
  locked: "The server's settings decide this.",
  links: "Invite links",
  linksNote: { one: "{count} link works.", other: "{count} links work." },

  place: "This place",
  placeLead: "What this place is called.",
  placeName: "Name",
  shownWhere:
    "It stands above the list of rooms, on the page where people sign in, in invites, and in the title of the browser's tab. Everyone sees a change at once.",

  audit: "Audit log",
  auditLead:
    "What admins did to people and their accounts. What happens inside a room stands in the room's own log.",
  auditEmpty: "Nothing has been noted yet.",
});
