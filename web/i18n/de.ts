import { admin } from "./de/admin.ts";
import { app } from "./de/app.ts";
import { body } from "./de/body.ts";
import { composer } from "./de/composer.ts";
import { dialogs } from "./de/dialogs.ts";
import { door } from "./de/door.ts";
import { emoji } from "./de/emoji.ts";
import { files } from "./de/files.ts";
import { found } from "./de/found.ts";
import { log } from "./de/log.ts";
import { message } from "./de/message.ts";
import { parts } from "./de/parts.ts";
import { refusals } from "./de/refusals.ts";
import { retention } from "./de/retention.ts";
import { room } from "./de/room.ts";
import { rooms } from "./de/rooms.ts";
import { server } from "./de/server.ts";
import { settings } from "./de/settings.ts";
import { side } from "./de/side.ts";
import { switcher } from "./de/switcher.ts";
import { text } from "./de/text.ts";
import { times } from "./de/times.ts";
import { tools } from "./de/tools.ts";
import { writing } from "./de/writing.ts";

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
