// The one contract of the storage, however long its answers take.
import { describe } from "bun:test";

import { accountSuite } from "./account_suite.ts";
import { adminSuite } from "./admin_suite.ts";
import { commandLineSuite } from "./command_line_suite.ts";
import { avatarSuite } from "./avatar_suite.ts";
import { directSuite } from "./direct_suite.ts";
import { broadcastSuite } from "./broadcast_suite.ts";
import { burstSuite } from "./burst_suite.ts";
import { fileSuite } from "./file_suite.ts";
import { savedSuite } from "./saved_suite.ts";
import { mentionSuite } from "./mention_suite.ts";
import { messageSuite } from "./message_suite.ts";
import { moderationSuite } from "./moderation_suite.ts";
import { peopleSuite } from "./people_suite.ts";
import type { StorageKind } from "./workspace.ts";
import { reactionSuite } from "./reaction_suite.ts";
import { readingSuite } from "./reading_suite.ts";
import { replySuite } from "./reply_suite.ts";
import { retentionSuite } from "./retention_suite.ts";
import { roomSuite } from "./room_suite.ts";
import { searchSuite } from "./search_suite.ts";
import { sizeSuite } from "./size_suite.ts";
import { uploadSuite } from "./upload_suite.ts";
import { twinSuite } from "./twin_suite.ts";

const suites = {
  messages: messageSuite,
  replies: replySuite,
  mentions: mentionSuite,
  broadcasts: broadcastSuite,
  reactions: reactionSuite,
  saved: savedSuite,
  moderation: moderationSuite,
  bursts: burstSuite,
  reading: readingSuite,
  sizes: sizeSuite,
  accounts: accountSuite,
  rooms: roomSuite,
  "direct rooms": directSuite,
  people: peopleSuite,
  twins: twinSuite,
  search: searchSuite,
  files: fileSuite,
  uploads: uploadSuite,
  avatars: avatarSuite,
  admins: adminSuite,
  "the command line": commandLineSuite,
  retention: retentionSuite,
};

export function storageSuite(kind: StorageKind): void {
  describe(kind.name, () => {
    // Each in a block of its own: hooks of one block run for every test in it, and each opens a storage.
    for (const [name, suite] of Object.entries(suites)) describe(name, () => suite(kind));
  });
}
