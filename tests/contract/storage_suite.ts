// The one contract of every storage: libSQL and its twin in memory, so that the twin is known to be honest.
import { describe } from "bun:test";

import { accountSuite } from "./account_suite.ts";
import { messageSuite } from "./message_suite.ts";
import { peopleSuite } from "./people_suite.ts";
import type { StorageKind } from "./place.ts";
import { readingSuite } from "./reading_suite.ts";
import { roomSuite } from "./room_suite.ts";

export function storageSuite(kind: StorageKind): void {
  describe(kind.name, () => {
    messageSuite(kind);
    readingSuite(kind);
    accountSuite(kind);
    roomSuite(kind);
    peopleSuite(kind);
  });
}
