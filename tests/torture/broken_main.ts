// Deliberately broken builds of the server, by name: all as in src/main.ts but for one fault. The checker must find it.
import { startConfab } from "../../src/main.ts";
import type { Committed } from "../../src/domain/journal.ts";
import { parseStoredMessage, toStoredMessage } from "../../src/domain/stored_message.ts";
import { openStorage, type Storage, type StorageOptions } from "../../src/storage/storage.ts";
import type { Message } from "../../src/protocol/shapes.ts";

type Open = (options: StorageOptions) => Promise<Storage>;

const worker =
  (file: string): Open =>
  (options) =>
    openStorage({ ...options, workerUrl: new URL(`./broken/${file}`, import.meta.url) });

/** What is published is another message than the one that was committed. */
const published =
  (change: (message: Message) => Message): Open =>
  async (options) => {
    const storage = await openStorage(options);
    const { journal } = storage;
    return {
      ...storage,
      journal: {
        submit: (one) => journal.submit(one),
        onCommitted(listener) {
          journal.onCommitted((committed) => listener(changed(committed, change)));
        },
      },
    };
  };

function changed(committed: Committed, change: (message: Message) => Message): Committed {
  const effects = committed.effects.map((effect) =>
    effect.kind === "message"
      ? { ...effect, message: toStoredMessage(change(parseStoredMessage(effect.message))) }
      : effect,
  );
  return { ...committed, effects };
}

let count = 0;
const builds: Record<string, Open> = {
  none: openStorage,
  "acknowledge-before-commit": worker("acknowledge_early.ts"),
  "write-outside-the-batch": worker("autocommit.ts"),
  "synchronous-off": worker("synchronous_off.ts"),
  // Now and then the seq of the message before.
  "publish-wrong-seq": published((message) =>
    (count += 1) % 7 === 0 ? { ...message, seq: message.seq - 1 } : message,
  ),
  "publish-without-seq": published((message) => JSON.parse(JSON.stringify({ ...message, seq: undefined }))),
};

const name = process.argv[2] ?? "none";
const open = builds[name];
if (!open) throw new Error(`There is no broken build ${name}.`);
await startConfab({ open });
