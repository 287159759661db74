// WebKitGTK, the nearest to Safari that Debian has.
import { runChecks, skipChecks } from "./checks.ts";
import { findProgram, webkit } from "./installed.ts";
import { openWebKit } from "./webkit_engine.ts";

const [driver, xvfbRun] = findProgram(webkit) ?? [];
if (driver === undefined || xvfbRun === undefined) skipChecks(webkit);
else runChecks((options) => openWebKit({ driver, xvfbRun }, options));
