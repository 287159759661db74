// Every number the wire knows, with the rule in SPEC.md it belongs to. Lengths are UTF-16 units.
export const limits = {
  bodyLength: 10_000, // L1
  frameBytes: 6 * 10_000 + 4096, // L1: the longest body, every unit escaped as \uXXXX, and room for the rest
  jsonDepth: 8, // A5
  jsonParts: 256, // A5: commas and opening brackets; the longest list is 100 people added at once
  clientIdLength: 64, // L2
  refLength: 64, // L3
  usernameLength: 32, // L5
  newNameComposed: 64, // L5: after NFKC
  typedNameLength: 128, // R7, M1: in NFD one letter has up to four units
  composedNameLength: 32 * 18, // L5: what NFKC makes of the longest name, at most
  displayNameLength: 64, // L6
  roomNameLength: 80, // L6
  topicLength: 250, // L6
  passwordMaxPoints: 256, // L7
  historyPage: 100, // R3
  historyDefault: 50, // R3
  pageBytes: 256 * 1024, // R3: of one list of messages
  carriedBytes: 256, // R3: what a message counts for itself, and for each mention, kind of reaction and file
  listPage: 100,
  syncMessages: 200, // W7
  syncBehind: 2000, // W7
  unreadCap: 1000, // U1
  unreadSeqsScanned: 10_000, // U1
  emojiLength: 64, // E1
  reactionKinds: 20, // E2
  reactionUsers: 20, // E3
  retentionDays: 36_500, // J1: a hundred years
  expireBatchSize: 500, // J2: messages of a room in one step
  sessions: 100, // R4
  pins: 100, // N3
  saved: 500, // N4
  mentionNames: 50, // M1
  broadcastIds: 100, // M2: told one by one; of more only how many
  broadcastsScanned: 200, // U4, M4: broadcasts that one answer looks at
  mentionUnits: 10_000, // M1: of all readings, after NFKC
  directPeople: 8, // G1
  maxMembersAdded: 100, // G3
  roomsMade: 500, // G10
  directOpened: 5000, // G10
  statusLength: 100, // P4
  typingMembers: 100, // T1
  watched: 200, // T2
  roomBatchSize: 100, // C9
  roomBytes: 64 * 1024, // C9
  maxRoomsSent: 2000, // C9
  roomsFound: 20, // C9
  membersCounted: 200, // G12
  lastExcerpt: 200, // G12
  peopleScanned: 5000, // G13
  roomsSearched: 20_000, // C9: of someone's rooms, the newest
  messageFiles: 10, // F2
  maxParallelUploads: 4, // F3
  fileNameLength: 255, // F4
  picturePixels: 50_000_000, // F6
  thumbSide: 800, // F6
  avatarBytes: 5 * 1024 * 1024, // P6
  avatarSide: 256, // P6
  queryLength: 200, // S2
  searchPage: 50, // S4
  searchDefault: 20, // S4
  searchMarks: 50, // S4
  searchMatches: 1000, // S8
  searchLine: 240, // S4
  searchWorkMs: 200, // S5
} as const;

export const protocolVersion = 2;
export const typing = { everyMs: 3000, expireMs: 7000 } as const; // T1
export const awayAfterMs = 10 * 60_000; // T2
export const heartbeatMs = 25_000; // W10
export const serverTimeoutMs = 10_000; // W10

/** The limits that `hello` sends. */
export const helloLimits = {
  bodyLength: limits.bodyLength,
  frameBytes: limits.frameBytes,
  displayNameLength: limits.displayNameLength,
  roomNameLength: limits.roomNameLength,
  topicLength: limits.topicLength,
  statusLength: limits.statusLength,
  reactionKinds: limits.reactionKinds,
  directPeople: limits.directPeople,
  messageFiles: limits.messageFiles,
} as const;
/** With the largest file of this workspace, in bytes (F3). */
export type HelloLimits = { [K in keyof typeof helloLimits | "fileBytes"]: number };
