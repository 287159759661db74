// Every kind of change, as the tests know it.
import type { Changes } from "../../../src/domain/changes/changes.ts";
import type { ChangeKind } from "../../../src/domain/journal.ts";
import { accountChanges } from "./account_changes.ts";
import { messageChanges } from "./message_changes.ts";
import { ownSteps } from "./own_steps.ts";
import { personChanges } from "./person_changes.ts";
import { roomChanges } from "./room_changes.ts";
import type { Tested } from "./tested_change.ts";

export const everyChange: Tested<Changes> = {
  ...messageChanges,
  ...roomChanges,
  ...accountChanges,
  ...personChanges,
  ...ownSteps,
};

// An object's own keys are strings to the compiler.
export const kinds = Object.keys(everyChange) as ChangeKind[];
