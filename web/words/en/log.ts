import { defineWords } from "../say.ts";

/** What the logs of rooms and of the place say (SPEC G7). */
export const sayLog = defineWords("log", {
  becameAdmin: "{whom} became an admin.",
  becameOwner: "{whom} became an owner.",
  becameMember: "{whom} became a member.",
  madeAdmin: "{by} made {whom} an admin.",
  madeOwner: "{by} made {whom} an owner.",
  madeMember: "{by} made {whom} a member.",
  deactivated: "{by} deactivated {whom}.",
  reactivated: "{by} reactivated {whom}.",
  erased: "{by} erased {whom}.",
  resetLink: "{by} made a link for a new password of {whom}.",
  avatarRemoved: "{by} removed the picture of {whom}.",
  entered: "{by} came in as an admin.",
  enteredRoom: "{by} came into room {room} as an admin.",
  created: "{by} made the room.",
  madePrivate: "{by} made the room private.",
  madePublic: "{by} opened the room to everyone.",
  archived: "{by} archived the room.",
  unarchived: "{by} took the room out of the archive.",
  cameIn: "{whom} came in.",
  added: "{by} added {whom}.",
  left: "{whom} left.",
  removed: "{by} removed {whom}.",
  deletedMessage: "{by} deleted a message of {whom}.",
});
