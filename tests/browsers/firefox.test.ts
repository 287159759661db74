// A stock Firefox, as Debian has it.
import { runChecks, skipChecks } from "./checks.ts";
import { openFirefox } from "./firefox_engine.ts";
import { findProgram, firefox } from "./installed.ts";

const [command] = findProgram(firefox) ?? [];
if (command === undefined) skipChecks(firefox);
else runChecks((options) => openFirefox(command, options));
