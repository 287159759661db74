// The HTTP API (SPEC §8), each endpoint once: what it takes, gives, spends and needs. Paths are relative to /api.
import { avatarEndpoints, fileEndpoints, ownDataEndpoints } from "./endpoints/file_endpoints.ts";
import { inviteEndpoints } from "./endpoints/invite_endpoints.ts";
import { savedEndpoints } from "./endpoints/saved_endpoints.ts";
import { meEndpoints } from "./endpoints/me_endpoints.ts";
import { memberEndpoints } from "./endpoints/member_endpoints.ts";
import { messageEndpoints } from "./endpoints/message_endpoints.ts";
import { peopleEndpoints } from "./endpoints/people_endpoints.ts";
import { readingEndpoints } from "./endpoints/reading_endpoints.ts";
import { roomEndpoints } from "./endpoints/room_endpoints.ts";
import { signInEndpoints } from "./endpoints/sign_in_endpoints.ts";
import { retentionEndpoints, serverEndpoints, workspaceEndpoints } from "./endpoints/workspace_endpoints.ts";
import { auditEntry } from "./shapes/audit.ts";
import { message, messageFile } from "./shapes/messages.ts";
import { author, person, user } from "./shapes/people.ts";
import { refusal } from "./shapes/refusal.ts";
import { counts, joinableRoom, listedRoom, member, room } from "./shapes/rooms.ts";

/** As /docs/reference groups them. */
export const contractGroups = {
  "Signing in": signInEndpoints,
  Me: meEndpoints,
  Invites: inviteEndpoints,
  People: peopleEndpoints,
  Pictures: avatarEndpoints,
  Rooms: roomEndpoints,
  Members: memberEndpoints,
  Messages: messageEndpoints,
  "Catching up": readingEndpoints,
  "Reactions, pins and saved messages": savedEndpoints,
  Files: fileEndpoints,
  "My data": ownDataEndpoints,
  Retention: retentionEndpoints,
  Workspace: workspaceEndpoints,
  Server: serverEndpoints,
} as const;

export const contract = {
  ...signInEndpoints,
  ...meEndpoints,
  ...inviteEndpoints,
  ...peopleEndpoints,
  ...avatarEndpoints,
  ...roomEndpoints,
  ...memberEndpoints,
  ...messageEndpoints,
  ...readingEndpoints,
  ...savedEndpoints,
  ...fileEndpoints,
  ...ownDataEndpoints,
  ...retentionEndpoints,
  ...workspaceEndpoints,
  ...serverEndpoints,
} as const;

export type Contract = typeof contract;

/** The schemas with a name in the OpenAPI document. */
export const namedShapes = {
  Author: author,
  Person: person,
  User: user,
  Counts: counts,
  Room: room,
  JoinableRoom: joinableRoom,
  ListedRoom: listedRoom,
  Member: member,
  File: messageFile,
  Message: message,
  LogEntry: auditEntry,
  Refusal: refusal,
};
