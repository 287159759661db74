// Reads the database without a pause: each read is short, and before it ends the next one has begun.
import { openRaw } from "../../support/data_folder.ts";

const path = Bun.argv[2] ?? "";
async function startRead() {
  const client = openRaw(path);
  await client.execute("PRAGMA wal_autocheckpoint = 0");
  const begin = async () => {
    const read = await client.transaction("read");
    await read.execute("SELECT count(*) FROM messages");
    return read;
  };
  return begin;
}

const [one, other] = [await startRead(), await startRead()];
process.stdin.on("end", () => process.exit(0)).resume();
let current = await one();
console.log("reads");
for (let begin = other, last = one; ; [begin, last] = [last, begin]) {
  const next = await begin();
  current.close();
  current = next;
  await Bun.sleep(10);
}
