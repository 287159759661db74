import { after } from "../../app/timers.ts";

import { createPainter } from "./painter.ts";
import { startCodeWorker } from "./start_code_worker.ts";

/** The one of the page. Not the app's: it comes with the first code. */
export const painter = createPainter({ start: startCodeWorker, after });
