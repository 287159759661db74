// Searches a database in which asking how far the index has come takes seconds inside one native call, and prints what becomes
// of the searches. `ends`: until the stuck threads have ended; `stops`: it closes and exits with two of them inside.
import { ChatError } from "../../../src/domain/chat_error.ts";
import { silentLog } from "../../../src/domain/log.ts";
import { createWarnings } from "../../../src/domain/warnings.ts";
import { onInterval } from "../../../src/storage/intervals.ts";
import { createSearchThread } from "../../../src/storage/search/search_thread.ts";
import { makeDataFolder } from "../../support/data_folder.ts";

const folder = await makeDataFolder();
await (await folder.open()).close();
await folder.write(
  "CREATE TABLE slow (rounds INTEGER)",
  "INSERT INTO slow VALUES (10000000)",
  "DROP TABLE search_progress",
  `CREATE VIEW search_progress AS WITH RECURSIVE c(x) AS (
    SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < (SELECT rounds FROM slow)) SELECT 1 AS id, 0 AS table_no, count(*) AS indexed_to FROM c`,
);
/** While it is not watched, a thread has all the time that a busy machine takes to start it. */
let isWatched = true;
const warnings = createWarnings({ log: silentLog, now: Date.now });
const thread = createSearchThread({
  path: folder.path,
  workerUrl: new URL("../../../src/storage/search/search_worker.ts", import.meta.url),
  log: silentLog,
  warnings,
  timeoutMs: 150,
  closeMs: 100,
  every: (everyMs, run) => onInterval(everyMs, () => void (isWatched && run())),
});

const print = (line: object) => console.log(JSON.stringify(line));
const state = () => ({ abandoned: thread.abandoned(), warnings: warnings.list().map(({ code }) => code) });

function ask(): Promise<string> {
  return thread.ask({ do: "progress" }).then(
    () => "answered",
    (error: unknown) => (error instanceof ChatError ? error.code : String(error)),
  );
}

print({ answer: await ask(), ...state() });
if (Bun.argv[2] === "stops") {
  // Of two, one is abandoned, and one is at work.
  let isAnswered = false;
  void ask().then(() => (isAnswered = true));
  await thread.close();
  const isStuck = thread.abandoned() > 0;
  await Promise.resolve();
  print({ closed: isAnswered, isStuck });
  await folder.dispose();
  process.exit(0);
}
print({ answer: await ask(), ...state() });
print({ answer: await ask(), ...state() });
while (thread.abandoned() > 0) await Bun.sleep(20);
print({ ended: true, ...state() });
isWatched = false;
await folder.write("UPDATE slow SET rounds = 1");
print({ answer: await ask(), ...state() });
await thread.close();
await folder.dispose();
