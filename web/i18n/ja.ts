import { admin } from "./ja/admin.ts";
import { app } from "./ja/app.ts";
import { body } from "./ja/body.ts";
import { composer } from "./ja/composer.ts";
import { dialogs } from "./ja/dialogs.ts";
import { door } from "./ja/door.ts";
import { emoji } from "./ja/emoji.ts";
import { files } from "./ja/files.ts";
import { found } from "./ja/found.ts";
import { log } from "./ja/log.ts";
import { message } from "./ja/message.ts";
import { parts } from "./ja/parts.ts";
import { refusals } from "./ja/refusals.ts";
import { retention } from "./ja/retention.ts";
import { room } from "./ja/room.ts";
import { rooms } from "./ja/rooms.ts";
import { server } from "./ja/server.ts";
import { settings } from "./ja/settings.ts";
import { side } from "./ja/side.ts";
import { switcher } from "./ja/switcher.ts";
import { text } from "./ja/text.ts";
import { times } from "./ja/times.ts";
import { tools } from "./ja/tools.ts";
import { writing } from "./ja/writing.ts";

export const catalogue = {
  app,
  door,
  parts,
  refusals,
  times,
  text,
  log,
  side,
  room,
  message,
  composer,
  writing,
  found,
  files,
  body,
  emoji,
  tools,
  dialogs,
  rooms,
  settings,
  retention,
  server,
  admin,
  switcher,
} as const;
