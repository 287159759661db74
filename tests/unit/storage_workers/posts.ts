// Posts as Ada without end and prints each client id once it is acknowledged, and each time the disk refuses.
import { silentLog } from "../../../src/domain/log.ts";
import { openStorage } from "../../../src/storage/storage.ts";
import { ada } from "../../support/data_folder.ts";

const log = { ...silentLog, warn: () => console.log("busy") };
const { journal } = await openStorage({ dataDir: Bun.argv[2] ?? "", now: Date.now, log });
console.log("open");
process.stdin.on("end", () => process.exit(0)).resume();

let serial = 0;
async function postOn(): Promise<void> {
  for (;;) {
    const clientId = `post-${(serial += 1)}`;
    try {
      await journal.submit({
        kind: "post",
        actor: ada,
        roomId: 1,
        clientId,
        body: "x",
        replyTo: null,
        fileIds: [],
        mentions: [],
        broadcast: null,
      });
      console.log(clientId);
    } catch {
      // Busy: refused, so not acknowledged.
      await Bun.sleep(5);
    }
  }
}
await Promise.all(Array.from({ length: 8 }, postOn));
