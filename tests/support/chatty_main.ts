// The real server with a log that never rests: what it prints fills a pipe within moments.
import { startConfab } from "../../src/main.ts";
import { openStorage } from "../../src/storage/storage.ts";

const line = "x".repeat(1000);

await startConfab({
  open(options) {
    setInterval(() => {
      for (let times = 0; times < 100; times += 1) options.log.info("chatter", { line });
    }, 10);
    return openStorage(options);
  },
});
