// The Chromium of all other tests: a check that fails here is no other browser's fault.
import { runChecks } from "./checks.ts";
import { openChromium } from "./chromium_engine.ts";

runChecks(openChromium);
