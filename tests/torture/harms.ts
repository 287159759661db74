// All that is done to a server, in the order of the table.
import type { TortureHarm } from "./harm.ts";
import { clock } from "./harms/clock.ts";
import { damagedPage } from "./harms/damaged_page.ts";
import { diskFull } from "./harms/disk_full.ts";
import { fileSwap } from "./harms/file_swap.ts";
import { kill } from "./harms/kill.ts";
import { logLoss } from "./harms/log_loss.ts";
import { lostLog } from "./harms/lost_log.ts";
import { restore } from "./harms/restore.ts";
import { search } from "./harms/search.ts";
import { sigterm } from "./harms/sigterm.ts";
import { sigtermLocked } from "./harms/sigterm_locked.ts";
import { stalledReaders } from "./harms/stalled_readers.ts";
import { wires } from "./harms/wire.ts";

export const harms: readonly TortureHarm[] = [
  kill,
  sigterm,
  sigtermLocked,
  ...wires,
  diskFull,
  logLoss,
  fileSwap,
  clock,
  search,
  damagedPage,
  lostLog,
  restore,
  stalledReaders,
];
